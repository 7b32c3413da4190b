package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ManifestValidatorTest {
  private static final String TWO_FAULTS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        restartPolicy: always
        containers: [{name: web, imag: web}]
      """;

  private final ManifestValidator validator = new ManifestValidator(BuiltInSchemas.load());

  @Test
  void findingsStandInTheOrderOfTheFile() {
    assertThat(problems(TWO_FAULTS))
        .extracting(Problem::rule, problem -> problem.path().toString(), p -> p.location().line())
        .containsExactly(
            tuple("schema/enum", ".spec.restartPolicy", 5),
            tuple("schema/unknown-field", ".spec.containers[name=web].imag", 6));
  }

  @Test
  void worksFromSeveralThreadsAtOnce() throws Exception {
    List<Problem> expected = problems(TWO_FAULTS);
    List<Callable<List<Problem>>> tasks = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      tasks.add(() -> problems(TWO_FAULTS));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void makesNoJsonSchemaOfBuiltInKinds() {
    BuiltInCatalog builtIn = BuiltInSchemas.load();
    SchemaCatalog strict =
        new SchemaCatalog() {
          @Override
          public Optional<ResourceType> find(GroupVersionKind gvk) {
            return builtIn.find(gvk);
          }

          @Override
          public List<ResourceType> types() {
            return builtIn.types();
          }

          @Override
          public Optional<ObjectNode> jsonSchema(GroupVersionKind gvk) {
            throw new AssertionError("asked for " + gvk);
          }
        };

    assertThat(new ManifestValidator(strict).validate(manifest(TWO_FAULTS)))
        .isInstanceOf(Verdict.Invalid.class);
  }

  @Test
  void leavesTheManifestAsItWas() {
    Manifest manifest =
        manifest(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a, annotations: null}
            data: null
            """);
    String before = manifest.content().toString();

    assertThat(validator.validate(manifest)).isInstanceOf(Verdict.Valid.class);
    assertThat(manifest.content()).hasToString(before);
  }

  @Test
  void aMissingNestedNameStillHasAPlace() {
    Problem problem =
        problems(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  containers:
                  - image: web
                """)
            .getFirst();

    assertThat(problem.path()).hasToString(".spec.containers[0].name");
    assertThat(problem.location()).hasToString("pod.yaml:6:5");
  }

  @Test
  void longNumbersAreNoSurprise() {
    assertThat(
            problems(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, generation: 9223372036854775807}
                spec: {activeDeadlineSeconds: 9223372036854775808, containers: [{name: web, image: web}]}
                """))
        .extracting(problem -> problem.rule() + " " + problem.path())
        .containsExactly("schema/format .spec.activeDeadlineSeconds");
  }

  private List<Problem> problems(String yaml) {
    return switch (validator.validate(manifest(yaml))) {
      case Verdict.Valid valid -> valid.warnings();
      case Verdict.Invalid invalid -> invalid.problems();
      case Verdict.Skipped ignored -> List.of();
      case Verdict.Unknown unknown -> List.of(unknown.problem());
    };
  }

  private static Manifest manifest(String yaml) {
    YamlReader.Result read = YamlReader.read(new SourceText("pod.yaml", yaml));
    assertThat(read.problems()).isEmpty();
    return read.manifests().getFirst();
  }
}
