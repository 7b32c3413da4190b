package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesVersionsTest {
  static Stream<KubernetesVersion> versions() {
    return IntStream.rangeClosed(KubernetesVersion.OLDEST.minor(), KubernetesVersion.NEWEST.minor())
        .mapToObj(KubernetesVersion::new);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyTypeOfAVersionIsWhole(KubernetesVersion version) {
    BuiltInCatalog catalog = BuiltInSchemas.load(version);
    Set<Shape> seen = new HashSet<>();

    assertThat(catalog.types().size()).isGreaterThan(60);
    for (ResourceType type : catalog.types()) {
      if (type.schema() instanceof StructView view && !view.definition().isEmpty()) {
        walk(view.shape(), seen);
        assertThat(view.fieldNames()).as(type.gvk().toString()).contains("metadata");
      }
    }
    assertThat(seen.size()).isGreaterThan(300);
  }

  private static void walk(Shape shape, Set<Shape> seen) {
    switch (shape) {
      case Shape.Reference reference -> {
        if (seen.add(reference)) {
          walk(reference.shapes().of(reference.definition()), seen);
        }
      }
      case Shape.Struct struct -> struct.fields().values().forEach(field -> walk(field, seen));
      case Shape.Mapping mapping -> walk(mapping.values(), seen);
      case Shape.Listing listing -> walk(listing.items(), seen);
      case Shape.Scalar ignored -> {}
      case Shape.Any ignored -> {}
    }
  }

  @Test
  void fieldsComeWithTheirVersion() {
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          hostUsers: false
          containers: [{name: web, image: web}]
        """;

    assertThat(problems(pod, "1.25")).isEmpty();
    assertThat(problems(pod, "1.24"))
        .extracting(problem -> problem.rule() + " " + problem.path() + " " + problem.hint())
        .containsExactly("schema/version .spec.hostUsers Versions from 1.25 on have it");
  }

  @Test
  void kindsGoWithTheirVersion() {
    String job =
        """
        apiVersion: batch/v1beta1
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: main}]
        """;

    assertThat(problems(job, "1.24"))
        .extracting(Problem::severity, Problem::rule)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Problem.Severity.WARNING, "schema/deprecated-api"));
    assertThat(problems(job, "1.25"))
        .extracting(Problem::severity, Problem::rule)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Problem.Severity.ERROR, "schema/removed-api"));
  }

  @Test
  void kindsComeWithTheirVersion() {
    String policy =
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: a}
        spec: {validations: [{expression: "true"}], matchConstraints: {}}
        """;

    assertThat(problems(policy, "1.29"))
        .extracting(Problem::rule, Problem::hint)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("schema/version", "Versions from 1.30 on have it"));
    assertThat(BuiltInSchemas.load(new KubernetesVersion(24)).types())
        .extracting(type -> type.gvk().toString())
        .contains(
            "policy/v1beta1 PodDisruptionBudget", "autoscaling/v2beta2 HorizontalPodAutoscaler")
        .doesNotContain("resource.k8s.io/v1 ResourceClaim");
  }

  @Test
  void valuesOfEnumerationsComeToo() {
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          tolerations: [{key: a, operator: Gt, value: "1"}]
          containers: [{name: web, image: web}]
        """;

    assertThat(problems(pod, "1.34")).extracting(Problem::rule).contains("schema/enum");
    assertThat(problems(pod, "1.35")).isEmpty();
  }

  @Test
  void theDefaultIsWhatIsLoadedWithoutAWord() {
    assertThat(BuiltInSchemas.load().types())
        .extracting(ResourceType::gvk)
        .isEqualTo(
            BuiltInSchemas.load(KubernetesVersion.DEFAULT).types().stream()
                .map(ResourceType::gvk)
                .toList());
    assertThat(
            BuiltInSchemas.load(new KubernetesVersion(36))
                .find(
                    GroupVersionKind.of(
                        "admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy")))
        .isPresent();
  }

  @Test
  void aVersionMayBeWrittenAsServersWriteIt() {
    assertThat(KubernetesVersion.parse("v1.31.4+k3s1")).hasToString("1.31");
    assertThatThrownBy(() -> KubernetesVersion.parse("newest")).isInstanceOf(KnownFailure.class);
    assertThatThrownBy(() -> BuiltInSchemas.load(new KubernetesVersion(23)))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("1.23");
  }

  private static List<Problem> problems(String yaml, String version) {
    KubernetesVersion parsed = KubernetesVersion.parse(version);
    ManifestValidator validator = new ManifestValidator(BuiltInSchemas.load(parsed), parsed);
    Manifest manifest = YamlReader.read(new SourceText("a.yaml", yaml)).manifests().getFirst();
    return switch (validator.validate(manifest)) {
      case Verdict.Valid valid -> valid.warnings();
      case Verdict.Invalid invalid -> invalid.problems();
      case Verdict.Skipped ignored -> List.of();
      case Verdict.Unknown unknown -> List.of(unknown.problem());
    };
  }
}
