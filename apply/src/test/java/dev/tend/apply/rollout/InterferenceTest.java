package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterferenceTest {
  private static final String OURS =
      """
          - manager: tend
            operation: Apply
            apiVersion: apps/v1
            fieldsType: FieldsV1
            fieldsV1: {"f:spec": {"f:replicas": {}, "f:paused": {}}}
      """;
  private static final String OURS_WITHOUT_REPLICAS = OURS.replace("\"f:replicas\": {}, ", "");
  private static final String SCALED =
      OURS_WITHOUT_REPLICAS
          + """
          - manager: kubectl-scale
            operation: Update
            apiVersion: apps/v1
            fieldsType: FieldsV1
            fieldsV1: {"f:spec": {"f:replicas": {}}}
      """;

  private final Interference interference =
      new Interference(Map.of(web("a", 1, OURS).id(), web("a", 1, OURS).content()));

  private static LiveObject web(String uid, int generation, String managers) {
    ObjectNode object =
        Fixtures.objects(
                "cluster",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  namespace: shop
                  uid: %s
                  generation: %d
                  managedFields:
                %s
                """
                    .formatted(uid, generation, managers.indent(2).stripTrailing()))
            .getFirst();
    return new LiveObject(object);
  }

  private Optional<String> in(LiveObject live) {
    return interference.in(live);
  }

  @Test
  void whoTakesAFieldIsNamedWithItOnce() {
    assertThat(in(web("a", 2, SCALED)))
        .contains(
            "Deployment.apps shop/web was changed by kubectl-scale (.spec.replicas):"
                + " it isn't what was applied any more");
    assertThat(in(web("a", 3, SCALED))).isEmpty();
    assertThat(interference.overtaken()).as("its pods are those that were applied").isEmpty();
  }

  @Test
  void aFieldThatIsTakenAwayHasNoOwner() {
    assertThat(in(web("a", 2, OURS_WITHOUT_REPLICAS)).orElseThrow())
        .contains("was changed by somebody else (.spec.replicas)");
  }

  @Test
  void whoWritesOtherFieldsDoesNotInterfere() {
    assertThat(in(web("a", 1, OURS))).isEmpty();
    assertThat(in(web("a", 2, OURS + SCALED.substring(OURS_WITHOUT_REPLICAS.length())))).isEmpty();
  }

  @Test
  void anObjectOfTheSameNameIsAnother() {
    assertThat(in(web("b", 1, OURS)).orElseThrow())
        .contains("was deleted and made anew by somebody else");
    assertThat(interference.overtaken()).containsOnlyKeys(web("b", 1, OURS).id());
  }

  @Test
  void whatWasNotAppliedIsNobodysConcern() {
    assertThat(Interference.none().in(web("a", 2, SCALED))).isEmpty();
  }
}
