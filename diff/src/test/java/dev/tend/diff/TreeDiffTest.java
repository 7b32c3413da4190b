package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.schema.BuiltInSchemas;
import org.junit.jupiter.api.Test;

class TreeDiffTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {ports: [{name: http, port: 80, protocol: TCP}, {name: tls, port: 443, protocol: TCP}]}
      """;
  private static final String SECRET =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {a: b}\n";

  private static Plan compare(String before, String after) {
    return new TreeDiff(BuiltInSchemas.load())
        .compare(Yaml.manifests(before), Yaml.manifests(after));
  }

  @Test
  void saysWhatCameWhatWentAndWhatChanged() {
    Plan plan =
        compare(
            SERVICE + "---\n" + SECRET,
            SERVICE.replace("443", "8443") + "---\n" + SECRET.replace("name: db", "name: cache"));

    assertThat(plan.changes())
        .extracting(change -> change.getClass().getSimpleName() + " " + change.id().name())
        .containsExactly("Update web", "Create cache", "Prune db");
    assertThat(((Change.Update) plan.changes().getFirst()).fields())
        .extracting(change -> change.path().toString())
        .containsExactly(
            ".spec.ports[port=443,protocol=TCP]", ".spec.ports[port=8443,protocol=TCP]");
  }

  @Test
  void theSameInAnotherFormIsNoChange() {
    Plan plan =
        compare(SECRET, "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\ndata: {a: Yg==}\n");

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.changes()).singleElement().isInstanceOf(Change.Unchanged.class);
  }

  @Test
  void movedToAnotherVersionIsTheSameObject() {
    String old = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: tidy}\n";

    Plan plan = compare(old, old.replace("v1beta1", "v1"));

    assertThat(plan.changes()).singleElement().isInstanceOf(Change.Update.class);
  }
}
