package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.metrics.Measurements;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at each autoscaler once in a period, and sets the replicas of its target. */
public final class AutoscalerController {
  private static final String COMPONENT = "horizontal-pod-autoscaler";
  private static final String GROUP = "autoscaling";
  private static final String KIND = "HorizontalPodAutoscaler";

  /** In kubelet time. */
  private static final Duration PERIOD = Duration.ofSeconds(15);

  private final World world;
  private final MetricReader metrics;
  private final Map<ResourceId, History> histories = new ConcurrentHashMap<>();

  private AutoscalerController(World world, Measurements measurements) {
    this.world = world;
    this.metrics = new MetricReader(world, measurements);
  }

  public static void start(World world, Measurements measurements, Parts parts) {
    AutoscalerController controller = new AutoscalerController(world, measurements);
    Loop<ResourceId> loop = parts.loop("autoscaler", 1, world.ticker(), controller::reconcile);
    // Like the real one, it has its first look when a period is over.
    parts.follow(world.api(), GROUP, KIND, event -> loop.addAfter(event.id(), world.paced(PERIOD)));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      histories.remove(id);
      return Optional.empty();
    }
    ObjectNode scaler = found.get();
    ObjectNode status = World.statusOf(scaler);
    Look look = new Look(scaler, status, world.now());
    look.run();
    world.updateStatus(scaler, status);
    look.later.ifPresent(Runnable::run);
    return Optional.of(world.paced(PERIOD));
  }

  /** One look at one autoscaler. */
  private final class Look {
    private final ObjectNode scaler;
    private final ObjectNode status;
    private final Instant now;
    private Optional<Runnable> later = Optional.empty();

    Look(ObjectNode scaler, ObjectNode status, Instant now) {
      this.scaler = scaler;
      this.status = status;
      this.now = now;
    }

    void run() {
      Optional<ScaleTarget> target = target();
      if (target.isEmpty()) {
        return;
      }
      set(
          "AbleToScale",
          true,
          "SucceededGetScale",
          "the HPA controller was able to get the target's current scale");
      decide(target.get());
    }

    private Optional<ScaleTarget> target() {
      GroupVersionKind type = ScaleTarget.type(scaler);
      String name = scaler.at("/spec/scaleTargetRef/name").asText();
      Optional<ScalePaths> paths = ScalePaths.find(world.api(), type);
      if (paths.isEmpty()) {
        lost("no matches for kind \"%s\" in group \"%s\"".formatted(type.kind(), type.group()));
        return Optional.empty();
      }
      Optional<ObjectNode> object =
          world.api().get(new ResourceId(type.group(), type.kind(), Meta.namespace(scaler), name));
      if (paths.get().replicas().isEmpty()) {
        lost("the server could not find the requested resource");
        return Optional.empty();
      }
      if (object.isEmpty()) {
        lost("%s \"%s\" not found".formatted(paths.get().resource(), name));
      }
      return object.map(found -> new ScaleTarget(found, paths.get()));
    }

    private void lost(String why) {
      world.warning(scaler, COMPONENT, "FailedGetScale", why);
      set(
          "AbleToScale",
          false,
          "FailedGetScale",
          "the HPA controller was unable to get the target's current scale: " + why);
    }

    private void decide(ScaleTarget target) {
      int current = target.replicas();
      History history = histories.computeIfAbsent(Meta.id(scaler), none -> new History());
      history.begin(current, now);
      int least = scaler.at("/spec/minReplicas").asInt(1);
      int most = scaler.at("/spec/maxReplicas").asInt(1);
      if (current == 0 && least != 0) {
        set(
            "ScalingActive",
            false,
            "ScalingDisabled",
            "scaling is disabled since the replica count of the target is zero");
        write(current, 0, Optional.empty());
      } else if (current > most) {
        rescale(
            target, most, "Current number of replicas above Spec.MaxReplicas", Optional.empty());
      } else if (current < least) {
        rescale(
            target, least, "Current number of replicas below Spec.MinReplicas", Optional.empty());
      } else {
        measure(target, history);
      }
    }

    private void measure(ScaleTarget target, History history) {
      int current = target.replicas();
      List<String> rivals = Rivals.of(world.api(), scaler, target);
      if (rivals.size() > 1) {
        String message =
            "pods by selector %s are controlled by multiple HPAs: [%s]"
                .formatted(target.selector(), String.join(" ", rivals));
        set("ScalingActive", false, "AmbiguousSelector", message);
        write(current, status.path("desiredReplicas").asInt(0), Optional.empty());
        world.warning(scaler, COMPONENT, "AmbiguousSelector", message);
        world.warning(scaler, COMPONENT, "FailedComputeMetricsReplicas", message);
        return;
      }
      Reading reading =
          Reading.of(
              scaler,
              current,
              metric -> metrics.read(metric, target, Meta.namespace(scaler)),
              unable -> world.warning(scaler, COMPONENT, unable.reason(), unable.message()));
      if (reading.failure().isPresent()) {
        Reading.Failure failure = reading.failure().get();
        set(
            "ScalingActive",
            false,
            failure.reason(),
            "the HPA was unable to compute the replica count: " + failure.message());
        write(current, status.path("desiredReplicas").asInt(0), Optional.of(reading.statuses()));
        world.warning(scaler, COMPONENT, "FailedComputeMetricsReplicas", failure.whole());
        return;
      }
      set(
          "ScalingActive",
          true,
          "ValidMetricFound",
          "the HPA was able to successfully calculate a replica count from " + reading.metric());
      Limits.Verdict verdict =
          new Limits(scaler.path("spec"), history, world).apply(current, reading.replicas());
      set("AbleToScale", verdict.able());
      set("ScalingLimited", verdict.limited());
      if (verdict.replicas() == current) {
        write(current, current, Optional.of(reading.statuses()));
      } else {
        String reason =
            reading.replicas() > current
                ? reading.metric() + " above target"
                : "All metrics below target";
        rescale(target, verdict.replicas(), reason, Optional.of(reading.statuses()));
      }
    }

    private void rescale(
        ScaleTarget target, int replicas, String reason, Optional<ArrayNode> statuses) {
      int current = target.replicas();
      String event = "New size: %d; reason: %s".formatted(replicas, reason);
      try {
        target.scale(world.api(), replicas, World.MANAGER);
      } catch (ApiFailure refused) {
        world.warning(
            scaler, COMPONENT, "FailedRescale", event + "; error: " + refused.getMessage());
        set(
            "AbleToScale",
            false,
            "FailedUpdateScale",
            "the HPA controller was unable to update the target scale: " + refused.getMessage());
        write(current, status.path("desiredReplicas").asInt(0), statuses);
        return;
      }
      set(
          "AbleToScale",
          true,
          "SucceededRescale",
          "the HPA controller was able to update the target scale to " + replicas);
      later = Optional.of(() -> world.normal(scaler, COMPONENT, "SuccessfulRescale", event));
      History history = histories.computeIfAbsent(Meta.id(scaler), none -> new History());
      history.scaled(current, replicas, now, world.paced(History.longestPeriod()));
      write(current, replicas, statuses);
      status.put("lastScaleTime", Times.text(now));
    }

    private void write(int current, int desired, Optional<ArrayNode> statuses) {
      if (current == 0) {
        status.remove("currentReplicas");
      } else {
        status.put("currentReplicas", current);
      }
      status.put("desiredReplicas", desired);
      if (statuses.isPresent()) {
        status.set("currentMetrics", statuses.get());
      } else {
        status.putNull("currentMetrics");
      }
    }

    private void set(String type, Limits.Said said) {
      set(type, said.value(), said.reason(), said.message());
    }

    private void set(String type, boolean value, String reason, String message) {
      Conditions.set(status, type, value ? "True" : "False", reason, message, now);
    }
  }
}
