package dev.tend.diff.merge;

import static dev.tend.diff.merge.Json.array;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who owns what after creates, updates and patches. */
class RecordUpdateTest {
  private final Cluster deployment = new Cluster(Types.DEPLOYMENT);

  @Test
  void whoCreatesOwnsEverythingContainersIncluded() {
    deployment.update("kubectl", "{metadata:{labels:{a:'1'}}, spec:{replicas:1}}");

    assertThat(deployment.owned("kubectl"))
        .isEqualTo(
            "{\"f:metadata\":{\"f:labels\":{\".\":{},\"f:a\":{}}},"
                + "\"f:spec\":{\".\":{},\"f:replicas\":{}}}");
  }

  @Test
  void changedAndAddedFieldsPassToTheUpdater() {
    deployment.update("one", "{spec:{replicas:1, paused:true}}");

    deployment.update("two", "{spec:{replicas:2, minReadySeconds:3}}");

    assertThat(deployment.owned("one")).isEqualTo("{\"f:spec\":{\".\":{},\"f:paused\":{}}}");
    assertThat(deployment.owned("two"))
        .isEqualTo("{\"f:spec\":{\"f:minReadySeconds\":{},\"f:replicas\":{}}}");
  }

  @Test
  void removedFieldsHaveNoOwnerAnyMore() {
    deployment.apply("one", "{spec:{replicas:1, paused:true}}");
    deployment.apply("two", "{spec:{replicas:1}}");

    deployment.update("three", "{spec:{replicas:null}}");

    assertThat(deployment.owned("one")).isEqualTo("{\"f:spec\":{\"f:paused\":{}}}");
    assertThat(deployment.owned("two")).isEmpty();
    assertThat(deployment.owned("three")).isEmpty();
  }

  @Test
  void updatesOfOneManagerAddUpInOneEntryWithTheLastTime() {
    deployment.update("one", "{spec:{replicas:1}}");
    deployment.update("one", "{spec:{paused:true}}");

    assertThat(deployment.managed().entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.fields())
                  .hasToString("{\"f:spec\":{\".\":{},\"f:paused\":{},\"f:replicas\":{}}}");
              assertThat(entry.time().orElseThrow()).hasToString("2026-01-01T00:00:02Z");
            });
  }

  @Test
  void anUpdateThatChangesNothingKeepsObjectAndTimes() {
    deployment.update("one", "{spec:{replicas:1}}");
    ObjectNode before = deployment.live();

    deployment.update("one", "{spec:{replicas:1}}");
    deployment.update("two", "{spec:{replicas:1}}");

    assertThat(deployment.live()).isEqualTo(before);
  }

  @Test
  void anApplierAndAnUpdaterOfOneNameAreTwoManagers() {
    deployment.apply("tend", "{spec:{replicas:1}}");
    deployment.update("tend", "{spec:{replicas:2}}");

    assertThat(deployment.managed().entries())
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.manager().operation()).isEqualTo(FieldManager.Operation.UPDATE));
  }

  @Test
  void aSubresourceHasAnEntryOfItsOwn() {
    deployment.update("kubectl", "{spec:{replicas:1}}");
    deployment.update("kubectl", "scale", "{spec:{replicas:2}}");

    assertThat(deployment.live().path("metadata").path("managedFields").path(1))
        .isEqualTo(
            Json.json(
                "{manager:'kubectl', operation:'Update', apiVersion:'apps/v1',"
                    + " time:'2026-01-01T00:00:02Z', fieldsType:'FieldsV1',"
                    + " fieldsV1:{'f:spec':{'f:replicas':{}}}, subresource:'scale'}"));
  }

  @Test
  void theStatusIsOwnedThroughItsOwnEndpointOnly() {
    deployment.update("one", "{spec:{replicas:1}, status:{replicas:1}}");
    deployment.update("controller", "status", "{spec:{paused:true}, status:{readyReplicas:1}}");

    assertThat(deployment.owned("one")).isEqualTo("{\"f:spec\":{\".\":{},\"f:replicas\":{}}}");
    assertThat(deployment.owned("controller")).isEqualTo("{\"f:status\":{\"f:readyReplicas\":{}}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]"})
  void aClientCanMakeTheServerForgetAllOwners(String reset) {
    deployment.apply("one", "{spec:{replicas:1}}");

    replaceManagedFields("", reset);

    assertThat(deployment.live().path("metadata").has("managedFields")).isFalse();
  }

  @Test
  void aClientCanEditManagedFields() {
    deployment.update("one", "{spec:{replicas:1}}");

    replaceManagedFields(
        "",
        "[{manager:'tend', operation:'Apply', apiVersion:'apps/v1', fieldsType:'FieldsV1',"
            + " fieldsV1:{'f:spec':{'f:replicas':{}}}}]");

    assertThat(deployment.managed().entries())
        .extracting(entry -> entry.manager().name())
        .containsExactly("tend");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]"})
  void aSubresourceCannotTouchManagedFields(String sent) {
    deployment.update("one", "{spec:{replicas:1}}");

    replaceManagedFields("scale", sent);

    assertThat(deployment.owned("one")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{manager:'x'}]", "[{manager:'x', operation:'Apply'}]", "'text'"})
  void malformedOnesCountAsNoneGiven(String sent) {
    deployment.update("one", "{spec:{replicas:1}}");

    replaceManagedFields("", sent);

    assertThat(deployment.owned("one")).isNotEmpty();
  }

  private void replaceManagedFields(String subresource, String list) {
    ObjectNode updated = deployment.live().deepCopy();
    updated.withObject("/metadata").set("managedFields", Json.json(list));
    deployment.replace("editor", subresource, updated);
  }

  @Test
  void theOldestOfManyUpdatersAreMerged() {
    for (int i = 0; i < 13; i++) {
      deployment.update("m" + i, "{metadata:{labels:{l" + i + ":'x'}}}");
    }

    assertThat(deployment.managed().entries()).hasSize(10);
    assertThat(deployment.owned("ancient-changes"))
        .isEqualTo(
            "{\"f:metadata\":{\"f:labels\":{\".\":{},\"f:l0\":{},\"f:l1\":{},\"f:l2\":{},"
                + "\"f:l3\":{}}}}");
  }

  @Test
  void aClientWithoutANameIsUnknown() {
    deployment.update("", "{spec:{replicas:1}}");

    assertThat(deployment.owned("unknown")).isNotEmpty();
  }

  @Test
  void sortsEntriesAsTheServerDoes() {
    ManagedFields fields =
        ManagedFields.parse(
            array(
                "["
                    + entry("b", "Update", "2026-01-01T00:00:01Z")
                    + ","
                    + entry("a", "Update", "2026-01-01T00:00:01Z")
                    + ","
                    + entry("c", "Update", "2026-01-01T00:00:00Z")
                    + ","
                    + entry("d", "Apply", "2026-01-01T00:00:09Z")
                    + "]"));

    assertThat(fields.entries())
        .extracting(entry -> entry.manager().name())
        .containsExactly("d", "c", "a", "b");
  }

  private static String entry(String manager, String operation, String time) {
    return "{manager:'%s', operation:'%s', apiVersion:'v1', time:'%s', fieldsType:'FieldsV1'}"
        .formatted(manager, operation, time);
  }
}
