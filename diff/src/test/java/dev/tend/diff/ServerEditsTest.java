package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerEditsTest {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - name: web
              image: web:1
      """;
  private static final String WEBHOOK =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: {name: mesh}
      webhooks:
      - name: sidecars.mesh.example
        rules:
        - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
      - name: volumes.mesh.example
        rules:
        - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
      """;

  private final FakeLiveState live = new FakeLiveState();

  private Change plan(String document) {
    Plan plan =
        new Planner(live)
            .plan(
                Yaml.manifests(document),
                new Planner.Options(Force.NONE, 4, Planner.Care.ALL, Check.NONE));
    assertThat(plan.problems()).isEmpty();
    return plan.changes().getFirst();
  }

  private static List<String> lines(List<FieldChange> edits) {
    return edits.stream()
        .map(edit -> "%s: %s -> %s".formatted(edit.path(), edit.before(), edit.after()))
        .toList();
  }

  private static ObjectNode mesh(ObjectNode object) {
    ArrayNode containers = (ArrayNode) object.at("/spec/template/spec/containers");
    for (JsonNode container : containers) {
      String image = container.path("image").asText();
      ((ObjectNode) container).put("image", "mirror/" + image.replace("mirror/", ""));
    }
    if (containers.size() == 1) {
      containers.addObject().put("name", "proxy").put("image", "proxy:1");
    }
    object.withObject("/spec/template/metadata/annotations").put("mesh", "on");
    return object;
  }

  @Test
  void whatAWebhookMakesOfANewObjectIsToldApart() {
    live.having(WEBHOOK).admitting(ServerEditsTest::mesh);

    Change.Create create = (Change.Create) plan(WEB);

    assertThat(lines(create.serverEdits()))
        .containsExactly(
            ".spec.template.metadata.annotations: null -> {\"mesh\":\"on\"}",
            ".spec.template.spec.containers[name=proxy]: null ->"
                + " {\"name\":\"proxy\",\"image\":\"proxy:1\"}",
            ".spec.template.spec.containers[name=web].image: \"web:1\" -> \"mirror/web:1\"");
    assertThat(create.warnings())
        .containsExactly(
            "the server makes it otherwise than the manifest says; mutating webhooks of"
                + " deployments.apps: sidecars.mesh.example");
  }

  @Test
  void theLabelsThatAJobHasOfItsPodsAreNoEdit() {
    live.having(WEBHOOK)
        .admitting(
            object -> {
              JsonNode labels = object.at("/spec/template/metadata/labels");
              object.withObject("/metadata/labels").setAll((ObjectNode) labels.deepCopy());
              object.withObject("/metadata/labels").put("job-name", "once");
              return object;
            });

    Change.Create create =
        (Change.Create)
            plan(
                """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: once, namespace: shop}
                spec:
                  template:
                    metadata: {labels: {app: once}}
                    spec: {restartPolicy: Never, containers: [{name: main, image: "once:1"}]}
                """);

    assertThat(create.serverEdits()).isEmpty();
    assertThat(create.warnings()).isEmpty();
  }

  @Test
  void ofAChangeOnlyWhatTheManifestDoesNotSayIsTheServers() {
    live.having(WEB).admitting(ServerEditsTest::mesh);

    Change.Update update =
        (Change.Update) plan(WEB.replace("replicas: 2", "replicas: 3").replace("web:1", "web:2"));

    assertThat(update.fields())
        .extracting(change -> change.path().toString())
        .containsExactly(
            ".spec.replicas",
            ".spec.template.metadata.annotations",
            ".spec.template.spec.containers[name=proxy]",
            ".spec.template.spec.containers[name=web].image");
    assertThat(update.serverEdits())
        .extracting(change -> change.path().toString())
        .containsExactly(
            ".spec.template.metadata.annotations",
            ".spec.template.spec.containers[name=proxy]",
            ".spec.template.spec.containers[name=web].image");
    assertThat(update.warnings()).isEmpty();
  }

  @Test
  void whatServersHandOutToAChangedObjectIsNoEditEither() {
    String service =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {type: ClusterIP, selector: {app: web}, ports: [{port: 80, name: http}]}
        """;
    live.having(service)
        .admitting(
            object -> {
              ((ObjectNode) object.at("/spec/ports/0")).put("nodePort", 30_001);
              return object;
            });

    Change.Update update = (Change.Update) plan(service.replace("ClusterIP", "NodePort"));

    assertThat(update.fields())
        .extracting(change -> change.path().toString())
        .contains(".spec.ports[port=80,protocol=TCP].nodePort", ".spec.type");
    assertThat(update.serverEdits()).isEmpty();
  }

  @Test
  void defaultsAndWhatServersHandOutAreNoEdits() {
    live.admitting(
        object -> {
          object.withObject("/spec").put("clusterIP", "10.96.0.9").put("type", "ClusterIP");
          return object;
        });

    Change.Create create =
        (Change.Create)
            plan(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec: {selector: {app: web}, ports: [{port: 80}]}
                """);

    assertThat(create.serverEdits()).isEmpty();
  }
}
