package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class AppliedFieldsTest {
  private static ObjectNode managed(String entries) {
    return Fixtures.object(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          resourceVersion: "7"
          managedFields: [%s]
        """
            .formatted(entries));
  }

  private static String entry(String manager, String operation, String fields) {
    return "{manager: %s, operation: %s, apiVersion: apps/v1, fieldsType: FieldsV1, fieldsV1: {'f:spec': {%s}}}"
        .formatted(manager, operation, fields);
  }

  @Test
  void whatWasAppliedBecomesTheAppliersAgainAndTheRestStays() {
    ObjectNode before = managed(entry("tend", "Apply", "'f:image': {}, 'f:replicas': {}"));
    ObjectNode after =
        managed(
            entry("tend", "Apply", "'f:replicas': {}")
                + ", "
                + entry("tend", "Update", "'f:image': {}, 'f:restartedAt': {}"));

    ObjectNode expected =
        managed(
            entry("tend", "Apply", "'f:image': {}, 'f:replicas': {}")
                + ", "
                + entry("tend", "Update", "'f:restartedAt': {}"));
    assertThat(AppliedFields.restore(before, after))
        .hasValueSatisfying(
            patch -> {
              assertThat(patch.path(0).path("path").asText()).isEqualTo("/metadata/managedFields");
              assertThat(patch.path(0).path("value"))
                  .isEqualTo(expected.path("metadata").path("managedFields"));
              assertThat(patch.path(1))
                  .hasToString(
                      "{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\"7\"}");
            });
  }

  @Test
  void anEntryThatIsLeftWithNothingGoes() {
    ObjectNode before = managed(entry("tend", "Apply", "'f:image': {}, 'f:replicas': {}"));
    ObjectNode after =
        managed(
            entry("tend", "Apply", "'f:replicas': {}")
                + ", "
                + entry("tend", "Update", "'f:image': {}"));

    assertThat(AppliedFields.restore(before, after).orElseThrow().path(0).path("value")).hasSize(1);
  }

  @Test
  void whatTendNeverAppliedStaysWithWhoeverHasIt() {
    ObjectNode after =
        managed(
            entry("helm", "Update", "'f:replicas': {}")
                + ", "
                + entry("tend", "Update", "'f:image': {}"));

    assertThat(AppliedFields.restore(managed(entry("helm", "Update", "'f:image': {}")), after))
        .isEmpty();
  }
}
