package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.kubelet.PodLogs;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ChangeFeed;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent.Type;
import dev.tend.sandbox.store.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What containers wrote, up to now or as it comes. */
final class Logs {
  /** How often a followed log is read again though its pod didn't change. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ObjectStore store;
  private final PodLogs logs;
  private final Clock clock;

  Logs(ObjectStore store, PodLogs logs, Clock clock) {
    this.store = store;
    this.logs = logs;
    this.clock = clock;
  }

  Response read(Request request, Target target) {
    ObjectNode pod = store.get(target.id()).orElseThrow(target::notFound);
    String container = container(request, pod, target);
    LogOptions options = LogOptions.of(request, target.name(), clock);
    if (options.previous() && !logs.hasPrevious(pod, container)) {
      throw Failures.badRequest(
          "previous terminated container \"%s\" in pod \"%s\" not found"
              .formatted(container, target.name()));
    }
    if (pod.path("spec").path("nodeName").asText("").isEmpty()) {
      // There is nobody to ask.
      return new Response.Bytes(200, new byte[0], "text/plain", Map.of());
    }
    checkStarted(pod, container, target);
    if (!options.follow()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      List<PodLogs.Line> lines = options.select(logs.read(pod, container, options.previous()));
      options.limited(lines, bytes::writeBytes);
      return new Response.Bytes(200, bytes.toByteArray(), "text/plain", Map.of());
    }
    return new Response.Stream(200, "text/plain", out -> follow(target, container, options, out));
  }

  private void follow(Target target, String container, LogOptions options, OutputStream out)
      throws IOException, InterruptedException {
    try (ChangeFeed feed = store.storage().follow(new GroupKind("", "Pod"), "").feed()) {
      int sent = -1;
      while (!feed.isClosed()) {
        ObjectNode pod = store.get(target.id()).orElse(null);
        if (pod == null) {
          return;
        }
        List<PodLogs.Line> lines = logs.read(pod, container, false);
        List<PodLogs.Line> fresh =
            sent < 0
                ? options.select(lines)
                : lines.subList(Math.min(sent, lines.size()), lines.size());
        for (PodLogs.Line line : fresh) {
          out.write(options.text(line));
        }
        out.flush();
        sent = lines.size();
        if (status(pod, container).path("state").has("terminated")) {
          return;
        }
        waitForChange(feed, target);
      }
    }
  }

  private static void waitForChange(ChangeFeed feed, Target target) throws InterruptedException {
    long until = System.nanoTime() + LOOK_AGAIN.toNanos();
    while (System.nanoTime() < until) {
      var change = feed.next(LOOK_AGAIN);
      if (change.isEmpty()
          || change.get().id().equals(target.id())
          || change.get().type() == Type.DELETED) {
        return;
      }
    }
  }

  private static String container(Request request, ObjectNode pod, Target target) {
    List<String> names = names(pod, "containers");
    List<String> initNames = names(pod, "initContainers");
    String asked = request.param("container");
    if (asked.isEmpty()) {
      if (names.size() == 1) {
        return names.getFirst();
      }
      String others =
          initNames.isEmpty()
              ? ""
              : " or one of the init containers: [" + String.join(" ", initNames) + "]";
      throw Failures.badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]%s"
              .formatted(target.name(), String.join(" ", names), others));
    }
    if (!names.contains(asked) && !initNames.contains(asked)) {
      throw Failures.badRequest(
          "container %s is not valid for pod %s".formatted(asked, target.name()));
    }
    return asked;
  }

  private static List<String> names(ObjectNode pod, String list) {
    List<String> names = new ArrayList<>();
    pod.path("spec").path(list).forEach(one -> names.add(one.path("name").asText()));
    return names;
  }

  private static void checkStarted(ObjectNode pod, String container, Target target) {
    JsonNode status = status(pod, container);
    JsonNode waiting = status.path("state").path("waiting");
    boolean ranBefore = status.path("lastState").has("terminated");
    if (status.isMissingNode() || (waiting.isObject() && !ranBefore)) {
      String reason = waiting.path("reason").asText("ContainerCreating");
      throw new ApiFailure(
          400,
          "BadRequest",
          "container \"%s\" in pod \"%s\" is waiting to start: %s"
              .formatted(container, target.name(), explained(reason)));
    }
  }

  private static String explained(String reason) {
    return switch (reason) {
      case "ImagePullBackOff" -> "trying and failing to pull image";
      case "ErrImagePull" -> "image can't be pulled";
      default -> reason;
    };
  }

  private static JsonNode status(ObjectNode pod, String container) {
    for (String list : List.of("containerStatuses", "initContainerStatuses")) {
      for (JsonNode status : pod.path("status").path(list)) {
        if (status.path("name").asText().equals(container)) {
          return status;
        }
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}
