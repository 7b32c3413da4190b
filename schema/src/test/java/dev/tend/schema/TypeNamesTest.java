package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.KnownFailure;
import org.junit.jupiter.api.Test;

class TypeNamesTest {
  private final TypeNames names = new TypeNames(BuiltInSchemas.load());

  @Test
  void aTypeHasManyNames() {
    for (String name :
        new String[] {
          "deploy", "Deployment", "deployments", "deployments.apps", "deploy.v1.apps"
        }) {
      assertThat(names.find(name, "").type().gvk()).hasToString("apps/v1 Deployment");
    }
  }

  @Test
  void fieldsAreFoundThroughListsAndMaps() {
    TypeNames.Target target = names.find("pods.spec.containers.resources.limits", "");

    assertThat(TypeTexts.of(target.schema())).isEqualTo("map[string]Quantity");
    assertThat(TypeTexts.of(names.find("po.spec.containers", "").schema()))
        .isEqualTo("[]Container");
  }

  @Test
  void theVersionCanBeChosen() {
    assertThat(names.find("hpa", "").type().gvk().version()).isEqualTo("v2");
    assertThat(names.find("hpa", "autoscaling/v1").type().gvk().version()).isEqualTo("v1");
  }

  @Test
  void aWrongNameIsAnsweredWithANearOne() {
    assertThatThrownBy(() -> names.find("pod.spec.contaners", ""))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> assertThat(failure.hint()).isEqualTo("Did you mean `containers`?"));
    assertThatThrownBy(() -> names.find("deploymnet", ""))
        .isInstanceOfSatisfying(
            KnownFailure.class, failure -> assertThat(failure.hint()).contains("deployment"));
  }

  @Test
  void everyTypeCanBeNamedAndHasADescription() {
    for (ResourceType type : BuiltInSchemas.load().types()) {
      TypeNames.Target target = names.find(type.resource(), type.gvk().apiVersion());
      assertThat(target.type().gvk()).isEqualTo(type.gvk());
      if (!type.gvk().group().equals("tend.dev")) {
        assertThat(target.schema().facts().description()).as(type.gvk().toString()).isNotEmpty();
      }
    }
  }
}
