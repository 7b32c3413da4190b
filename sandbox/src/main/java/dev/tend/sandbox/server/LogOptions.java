package dev.tend.sandbox.server;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.kubelet.PodLogs;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.Failures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What of a log is wanted. */
record LogOptions(
    boolean follow,
    boolean previous,
    boolean timestamps,
    OptionalLong tailLines,
    OptionalLong limitBytes,
    Optional<Instant> since) {

  /**
   * @throws dev.tend.sandbox.store.ApiFailure where a server wouldn't take them
   */
  static LogOptions of(Request request, String pod, Clock clock) {
    OptionalLong tail = number(request, "tailLines");
    OptionalLong bytes = number(request, "limitBytes");
    OptionalLong seconds = number(request, "sinceSeconds");
    Optional<Instant> time = time(request.param("sinceTime"));
    List<Cause> causes = new ArrayList<>();
    if (tail.isPresent() && tail.getAsLong() < 0) {
      causes.add(invalid("tailLines", tail.getAsLong(), "must be greater than or equal to 0"));
    }
    if (bytes.isPresent() && bytes.getAsLong() < 1) {
      causes.add(invalid("limitBytes", bytes.getAsLong(), "must be greater than 0"));
    }
    if (time.isPresent() && seconds.isPresent()) {
      causes.add(forbidden("[]", "at most one of `sinceTime` or `sinceSeconds` may be specified"));
    } else if (seconds.isPresent() && seconds.getAsLong() < 1) {
      causes.add(invalid("sinceSeconds", seconds.getAsLong(), "must be greater than 0"));
    }
    if (!request.param("stream").isEmpty()) {
      causes.add(forbidden("stream", "may not be specified"));
    }
    if (!causes.isEmpty()) {
      throw Failures.invalid(GroupVersionKind.of("v1", "PodLogOptions"), pod, causes);
    }
    Optional<Instant> since =
        seconds.isPresent() ? Optional.of(clock.instant().minusSeconds(seconds.getAsLong())) : time;
    return new LogOptions(
        request.flag("follow"),
        request.flag("previous"),
        request.flag("timestamps"),
        tail,
        bytes,
        since);
  }

  private static Cause invalid(String field, long value, String why) {
    return new Cause("FieldValueInvalid", "Invalid value: %d: %s".formatted(value, why), field);
  }

  private static Cause forbidden(String field, String why) {
    return new Cause("FieldValueForbidden", "Forbidden: " + why, field);
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw Failures.badRequest(
          "parsing time \"%s\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"%s\" as \"2006\""
              .formatted(text, text));
    }
  }

  private static OptionalLong number(Request request, String name) {
    String text = request.param(name);
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw Failures.badRequest("strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }

  List<PodLogs.Line> select(List<PodLogs.Line> lines) {
    List<PodLogs.Line> selected =
        since
            .map(from -> lines.stream().filter(line -> !line.time().isBefore(from)).toList())
            .orElse(lines);
    long wanted = tailLines.orElse(Long.MAX_VALUE);
    return wanted >= selected.size()
        ? selected
        : selected.subList(selected.size() - (int) wanted, selected.size());
  }

  byte[] text(PodLogs.Line line) {
    String prefix = timestamps ? line.time() + " " : "";
    return (prefix + line.text() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  void limited(List<PodLogs.Line> lines, Consumer<byte[]> out) {
    long left = limitBytes.orElse(Long.MAX_VALUE);
    for (PodLogs.Line line : lines) {
      byte[] bytes = text(line);
      if (bytes.length > left) {
        out.accept(Arrays.copyOf(bytes, (int) left));
        return;
      }
      out.accept(bytes);
      left -= bytes.length;
    }
  }
}
