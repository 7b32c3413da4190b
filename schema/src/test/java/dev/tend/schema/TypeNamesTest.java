package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.KnownFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  static IntStream minors() {
    return IntStream.rangeClosed(
        KubernetesVersion.OLDEST.minor(), KubernetesVersion.NEWEST.minor());
  }

  @ParameterizedTest
  @MethodSource("minors")
  void everyTypeOfEveryVersionHasItsNamesAndADescription(int minor) {
    SchemaCatalog catalog = BuiltInSchemas.load(new KubernetesVersion(minor));
    TypeNames all = new TypeNames(catalog);
    for (ResourceType type : catalog.types()) {
      List<String> words = new ArrayList<>(type.shortNames());
      words.addAll(List.of(type.resource(), type.singular(), type.gvk().kind()));
      for (String word : words) {
        assertThat(all.find(word, type.gvk().apiVersion()).type().gvk())
            .as(word)
            .isEqualTo(type.gvk());
      }
      if (!type.gvk().group().equals("tend.dev")) {
        assertThat(type.schema().facts().description()).as(type.gvk().toString()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("minors")
  void everyFieldOfEveryVersionIsReachedAndExplained(int minor) {
    SchemaCatalog catalog = BuiltInSchemas.load(new KubernetesVersion(minor));
    TypeNames all = new TypeNames(catalog);
    Set<String> silent = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    for (ResourceType type : catalog.types()) {
      if (!type.gvk().group().equals("tend.dev")) {
        fields(all, type, "", type.schema(), seen, silent);
      }
    }
    assertThat(seen.size()).isGreaterThan(1500);
    // Of some fields the API itself says nothing.
    silent.removeIf(field -> field.contains(".JSONSchemaProps."));
    assertThat(silent).as("of %d fields", seen.size()).hasSizeLessThan(60);
  }

  /** Each field of each definition once, by the first way that leads to it. */
  private static void fields(
      TypeNames all,
      ResourceType type,
      String path,
      FieldSchema schema,
      Set<String> seen,
      Set<String> silent) {
    if (!(TypeTexts.inner(schema) instanceof StructView struct)) {
      return;
    }
    for (String name : struct.fieldNames()) {
      String field = struct.definition() + "." + name;
      if (struct.definition().isEmpty() ? path.split("\\.").length < 9 : seen.add(field)) {
        String way = path + "." + name;
        TypeNames.Target target = all.find(type.gvk().kind() + way, type.gvk().apiVersion());
        assertThat(target.fields()).as(way).last().isEqualTo(name);
        if (target.schema().facts().description().isEmpty()) {
          silent.add(field);
        }
        fields(all, type, way, target.schema(), seen, silent);
      }
    }
  }
}
