package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.diff.Change;
import dev.tend.diff.Check;
import dev.tend.diff.Plan;
import dev.tend.diff.Planner;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An app on a test cluster: plans it, applies it, looks at what came of it. */
final class Shop {
  static final String NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: $ns}\n---\n";
  static final String SETTINGS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {colour: red, size: "7"}
      ---
      """;
  static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            terminationGracePeriodSeconds: 0
            containers: [{name: web, image: "registry.k8s.io/pause:3.9"}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
      ---
      """;

  private final TestCluster test;
  private final Cluster cluster;
  final List<ApplyEvent> events = Collections.synchronizedList(new ArrayList<>());
  PruneOptions prune = PruneOptions.DISABLED;
  ApplyOptions options;
  Planner.Care care = Planner.Care.ALL;
  private String app = "shop";

  Shop(TestCluster test) {
    this(test, test.cluster());
  }

  Shop(TestCluster test, Cluster cluster) {
    this.test = test;
    this.cluster = cluster;
    this.options =
        ApplyOptions.standard(test.namespace()).forApp(app).within(Duration.ofMinutes(3));
  }

  Shop named(String name) {
    app = name;
    options = options.forApp(name);
    return this;
  }

  Plan plan(String... yaml) {
    return new AppPlanner(cluster)
        .plan(
            test.manifests(String.join("", yaml)),
            new AppPlanner.Request(
                Optional.of(app),
                test.namespace(),
                prune,
                options.force(),
                8,
                false,
                care,
                Check.NONE));
  }

  ApplyReport apply(Plan plan) {
    return new Applier(cluster, Clock.systemUTC()).apply(plan, options, events::add);
  }

  ApplyReport apply(String... yaml) {
    return apply(plan(yaml));
  }

  /** {@code Create settings}, for each change that acts. */
  static List<String> acting(Plan plan) {
    return plan.changes().stream()
        .filter(Change::acts)
        .map(change -> change.getClass().getSimpleName() + " " + change.id().name())
        .toList();
  }

  /** {@code CREATED settings}, for each object. */
  static List<String> applied(ApplyReport report) {
    return report.applied().stream().map(done -> done.action() + " " + done.id().name()).toList();
  }

  ResourceId id(String group, String kind, String name) {
    return new ResourceId(group, kind, test.namespace(), name);
  }

  Optional<ObjectNode> live(String kind, String name) {
    return cluster.get(id("", kind, name), "v1");
  }

  Optional<ObjectNode> deployment(String name) {
    return cluster.get(id("apps", "Deployment", name), "apps/v1");
  }

  Inventory inventory() {
    return new InventoryStore(cluster).read(new Ownership(app, test.namespace()));
  }

  List<String> inventoryNames() {
    return inventory().entries().keySet().stream().map(ResourceId::name).toList();
  }
}
