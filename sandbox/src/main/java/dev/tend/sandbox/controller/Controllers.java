package dev.tend.sandbox.controller;

import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.autoscaler.AutoscalerController;
import dev.tend.sandbox.balancers.BalancerController;
import dev.tend.sandbox.kinds.Release;
import dev.tend.sandbox.kubelet.KubeletRules;
import dev.tend.sandbox.kubelet.Kubelets;
import dev.tend.sandbox.kubelet.PodLogs;
import dev.tend.sandbox.kubelet.UsageRules;
import dev.tend.sandbox.metrics.Measurements;
import dev.tend.sandbox.nodelife.NodeLifecycle;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Ticker;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.scheduler.Scheduler;
import dev.tend.sandbox.store.ObjectApi;

/** All that moves in a control plane: controllers, scheduler and kubelets, running. */
public final class Controllers implements AutoCloseable {
  private final Parts parts;
  private final PodLogs logs;
  private final Measurements measurements;

  private Controllers(Parts parts, PodLogs logs, Measurements measurements) {
    this.parts = parts;
    this.logs = logs;
    this.measurements = measurements;
  }

  /**
   * Starts them. A state that has no nodes yet is a fresh one: it gets its nodes and a standard
   * storage class.
   *
   * @throws dev.tend.manifest.KnownFailure if the configured kubelet rules can't be read
   */
  public static Controllers start(ObjectApi api, SandboxConfig config) {
    KubeletRules rules = KubeletRules.load(config.rules());
    UsageRules usage = UsageRules.load(config.rules());
    Parts parts = new Parts();
    Ticker ticker = Ticker.system(config.clock());
    parts.add(ticker::close);
    World world = new World(api, ticker, config.pace());
    boolean fresh = api.list("", "Node", "").isEmpty();
    if (fresh && api.list("storage.k8s.io", "StorageClass", "").isEmpty()) {
      api.create(Volumes.standardClass(), World.MANAGER);
    }
    String release = config.kubernetesVersion().map(Release::new).orElse(Release.DEFAULT).text();
    PodLogs logs = Kubelets.start(world, rules, config.nodes(), release, parts);
    Scheduler.start(world, parts);
    DeploymentController.start(world, parts);
    ReplicaSetController.start(world, parts);
    StatefulSetController.start(world, parts);
    DaemonSetController.start(world, parts);
    JobController.start(world, parts);
    CronJobController.start(world, parts);
    EndpointController.start(world, parts);
    MirrorController.start(world, parts);
    ClaimController.start(world, parts);
    VolumeController.start(world, parts);
    DisruptionController.start(world, parts);
    Measurements measurements = new Measurements(world, usage);
    AutoscalerController.start(world, measurements, parts);
    NodeLifecycle.start(world, parts);
    BalancerController.start(world, config.rules(), parts);
    FlowSchemaController.start(world, parts);
    AttributesClassController.start(world, parts);
    AdmissionPolicyController.start(world, parts);
    AvailabilityController.start(world, parts);
    ServiceAddresses.start(world, parts);
    ServiceRanges.start(world, parts);
    GarbageCollector.start(world, parts);
    return new Controllers(parts, logs, measurements);
  }

  /** What the containers wrote. */
  public PodLogs podLogs() {
    return logs;
  }

  /** What pods and nodes use. */
  public Measurements measurements() {
    return measurements;
  }

  /** Stops them; what they were about is in the objects, and goes on at the next start. */
  @Override
  public void close() {
    parts.close();
  }
}
