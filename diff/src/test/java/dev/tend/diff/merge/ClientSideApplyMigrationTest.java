package dev.tend.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientSideApplyMigrationTest {
  private static final FieldManager TEND = FieldManager.applying("tend");

  private final Cluster deployment = new Cluster(Types.DEPLOYMENT);

  private void migrate(Set<String> from) {
    ObjectNode migrated =
        ClientSideApplyMigration.patch(deployment.live(), from, TEND)
            .map(patch -> Patches.json(deployment.live(), patch))
            .orElseThrow();
    deployment.replace("tend", "", migrated);
  }

  @Test
  void fieldsThatKubectlOnceSetGoWhenTheManifestDropsThem() {
    deployment.update("kubectl-client-side-apply", "{spec:{replicas:2, paused:true}}");
    deployment.update("kubectl-edit", "{spec:{minReadySeconds:5}}");

    migrate(ClientSideApplyMigration.KNOWN_MANAGERS);
    deployment.apply("tend", "{spec:{replicas:2}}");

    assertThat(deployment.get("spec")).isEqualTo(Json.json("{replicas:2}"));
    assertThat(deployment.owned("tend")).isEqualTo("{\"f:spec\":{\"f:replicas\":{}}}");
    assertThat(deployment.managed().entries()).hasSize(1);
  }

  @Test
  void withoutMigrationTheyWouldStay() {
    deployment.update("kubectl-client-side-apply", "{spec:{replicas:2, paused:true}}");

    deployment.apply("tend", "{spec:{replicas:2}}");

    assertThat(deployment.get("spec")).isEqualTo(Json.json("{replicas:2, paused:true}"));
  }

  @Test
  void joinsWhatTheApplierOwnsAlready() {
    deployment.apply("tend", "{spec:{replicas:2}}");
    deployment.update("helm", "{spec:{paused:true}}");

    migrate(Set.of("helm"));

    assertThat(deployment.managed().entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.manager()).isEqualTo(TEND);
              assertThat(entry.fields())
                  .hasToString("{\"f:spec\":{\"f:paused\":{},\"f:replicas\":{}}}");
              assertThat(entry.time().orElseThrow()).hasToString("2026-01-01T00:00:02Z");
            });
  }

  @Test
  void dropsTheClaimToTheAnnotationButNotTheAnnotation() {
    deployment.update(
        "kubectl-client-side-apply",
        "{metadata:{annotations:{'kubectl.kubernetes.io/last-applied-configuration':'{}', a:'b'}}}");

    migrate(ClientSideApplyMigration.KNOWN_MANAGERS);

    assertThat(deployment.owned("tend"))
        .isEqualTo("{\"f:metadata\":{\"f:annotations\":{\".\":{},\"f:a\":{}}}}");
    assertThat(deployment.get("metadata/annotations").size()).isEqualTo(2);
  }

  @Test
  void leavesOthersSubresourcesAndAppliersAlone() {
    deployment.update("autoscaler", "{spec:{replicas:2}}");
    deployment.update("helm", "scale", "{spec:{replicas:3}}");
    deployment.apply("kubectl-edit", "{spec:{paused:true}}");

    assertThat(
            ClientSideApplyMigration.adopt(
                deployment.managed(), ClientSideApplyMigration.KNOWN_MANAGERS, TEND))
        .isEmpty();
  }

  @Test
  void takesOverWhatWasSetAtOtherVersions() {
    deployment.put(
        "{metadata:{managedFields:[{manager:'helm', operation:'Update', apiVersion:'apps/v1beta2',"
            + " time:'2020-01-01T00:00:00Z', fieldsType:'FieldsV1',"
            + " fieldsV1:{'f:spec':{'f:paused':{}}}},"
            + " {manager:'helm', operation:'Update', apiVersion:'apps/v1',"
            + " time:'2021-01-01T00:00:00Z', fieldsType:'FieldsV1',"
            + " fieldsV1:{'f:spec':{'f:replicas':{}}}}]}, spec:{replicas:1, paused:true}}");

    ManagedFields adopted =
        ClientSideApplyMigration.adopt(deployment.managed(), Set.of("helm"), TEND).orElseThrow();

    assertThat(adopted.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.apiVersion()).isEqualTo("apps/v1");
              assertThat(entry.fields())
                  .hasToString("{\"f:spec\":{\"f:paused\":{},\"f:replicas\":{}}}");
            });
  }

  @Test
  void thePatchFailsWhereTheObjectHasChangedSince() {
    deployment.update("helm", "{metadata:{resourceVersion:'42'}, spec:{paused:true}}");

    assertThat(
            ClientSideApplyMigration.patch(deployment.live(), Set.of("helm"), TEND).orElseThrow())
        .last()
        .isEqualTo(Json.json("{op:'replace', path:'/metadata/resourceVersion', value:'42'}"));
  }
}
