package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Quantity;
import dev.tend.sandbox.autoscaler.ReplicaFormula.PodGroups;
import dev.tend.sandbox.metrics.Measurements;
import dev.tend.sandbox.reconcile.Amount;
import dev.tend.sandbox.reconcile.World;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Asks what a metric of an autoscaler's spec says. */
final class MetricReader {
  private final World world;
  private final Measurements measurements;

  MetricReader(World world, Measurements measurements) {
    this.world = world;
    this.measurements = measurements;
  }

  Proposal read(JsonNode metric, ScaleTarget target, String namespace) {
    return switch (metric.path("type").asText()) {
      case "Resource" -> resource(metric.path("resource"), "", target);
      case "ContainerResource" -> {
        JsonNode source = metric.path("containerResource");
        yield resource(source, source.path("container").asText(), target);
      }
      default -> Unserved.of(metric, namespace);
    };
  }

  private Proposal resource(JsonNode source, String container, ScaleTarget target) {
    String resource = source.path("name").asText();
    boolean byAverage = source.path("target").has("averageValue");
    PodSample sample = new PodSample(target.pods(world.api()), resource, container, world);
    Outcome outcome =
        byAverage
            ? average(sample, source.path("target").path("averageValue"), target)
            : utilization(sample, source.path("target").path("averageUtilization"), target);
    if (outcome instanceof Outcome.Nothing(String why)) {
      String what = byAverage ? "usage" : "utilization";
      String message = "failed to get %s %s: %s".formatted(resource, what, why);
      String whose = container.isEmpty() ? resource + " resource" : container + " container";
      return new Proposal.Unable(
          container.isEmpty() ? "FailedGetResourceMetric" : "FailedGetContainerResourceMetric",
          message,
          "failed to get %s metric value: %s".formatted(whose, message));
    }
    ReplicaFormula.Result result = ((Outcome.Found) outcome).result();
    String of = container.isEmpty() ? " resource" : " container resource";
    String metric =
        byAverage ? resource + " resource" : resource + of + " utilization (percentage of request)";
    return new Proposal.Replicas(
        result.replicas(), metric, status(resource, container, byAverage, result));
  }

  private static ObjectNode status(
      String resource, String container, boolean byAverage, ReplicaFormula.Result result) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("type", container.isEmpty() ? "Resource" : "ContainerResource");
    ObjectNode body = status.putObject(container.isEmpty() ? "resource" : "containerResource");
    body.put("name", resource);
    if (!container.isEmpty()) {
      body.put("container", container);
    }
    ObjectNode current = body.putObject("current");
    if (!byAverage) {
      current.put("averageUtilization", result.percent());
    }
    current.put("averageValue", text(resource, result.average()));
    return status;
  }

  /** Memory in powers of 1024 where it is a whole number of them. */
  private static String text(String resource, long milli) {
    BigDecimal value = BigDecimal.valueOf(milli, 3);
    Quantity plain = Quantity.parse(value.toPlainString()).orElseThrow();
    Quantity one = Quantity.parse(resource.equals("memory") ? "1Ki" : "1").orElseThrow();
    return one.plus(plain).minus(one).canonical();
  }

  private sealed interface Outcome {
    record Found(ReplicaFormula.Result result) implements Outcome {}

    record Nothing(String why) implements Outcome {}
  }

  private Outcome utilization(PodSample sample, JsonNode percent, ScaleTarget target) {
    SortedMap<String, Long> used = sample.used(measurements);
    Optional<Outcome> nothing = nothingMeasured(sample);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    PodGroups groups = sample.group(used);
    List<String> missing = new ArrayList<>();
    Optional<SortedMap<String, Long>> requests =
        sample.requests(
            (container, pod) ->
                missing.add(
                    "missing request for %s in container %s of Pod %s"
                        .formatted(sample.resource(), container, pod)));
    if (requests.isEmpty()) {
      return new Outcome.Nothing(missing.getFirst());
    }
    if (used.isEmpty()) {
      return noneReady();
    }
    ReplicaFormula formula = new ReplicaFormula(target.replicas(), groups, used);
    return new Outcome.Found(formula.byUtilization(requests.get(), percent.asInt(1)));
  }

  private Outcome average(PodSample sample, JsonNode amount, ScaleTarget target) {
    SortedMap<String, Long> used = sample.used(measurements);
    Optional<Outcome> nothing = nothingMeasured(sample);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    PodGroups groups = sample.group(used);
    if (used.isEmpty()) {
      return noneReady();
    }
    ReplicaFormula formula = new ReplicaFormula(target.replicas(), groups, used);
    return new Outcome.Found(formula.byAverage(Amount.milli(amount)));
  }

  private Optional<Outcome> nothingMeasured(PodSample sample) {
    boolean any = sample.pods().stream().anyMatch(pod -> measurements.of(pod).isPresent());
    return any
        ? Optional.empty()
        : Optional.of(
            new Outcome.Nothing(
                "unable to get metrics for resource %s: no metrics returned from resource metrics API"
                    .formatted(sample.resource())));
  }

  private static Outcome noneReady() {
    return new Outcome.Nothing("did not receive metrics for targeted pods (pods might be unready)");
  }
}
