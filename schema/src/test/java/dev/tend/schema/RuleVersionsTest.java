package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that Kubernetes' change logs say came with a version, or went with one. */
class RuleVersionsTest {
  private static final String POD =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}], %s}";

  @ParameterizedTest
  @CsvSource({"26, true", "27, false", "36, false"})
  void aStatefulSetsNameIsALabel(int minor, boolean valid) {
    assertThat(
            errors(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: a.b}
                spec:
                  serviceName: a
                  selector: {matchLabels: {a: b}}
                  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}
                """,
                minor))
        .isEqualTo(valid ? List.of() : List.of(".metadata.name"));
  }

  @ParameterizedTest
  @CsvSource({"28, true", "29, false", "34, false"})
  void aScheduleHasNoTimeZone(int minor, boolean valid) {
    assertThat(
            errors(
                """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: a}
                spec:
                  schedule: CRON_TZ=UTC 0 0 * * *
                  jobTemplate:
                    spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}
                """,
                minor))
        .isEqualTo(valid ? List.of() : List.of(".spec.schedule"));
  }

  @ParameterizedTest
  @CsvSource({"1-web, 35, false", "1-web, 36, true", "1.web, 36, false", "web, 24, true"})
  void aServicesNameMayBeginWithADigit(String name, int minor, boolean valid) {
    String service =
        "apiVersion: v1\nkind: Service\nmetadata: {name: %s}\nspec: {ports: [{port: 80}]}";
    String ingress =
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\n"
            + "spec: {defaultBackend: {service: {name: %s, port: {number: 80}}}}";

    assertThat(errors(service.formatted(name), minor))
        .isEqualTo(valid ? List.of() : List.of(".metadata.name"));
    assertThat(errors(ingress.formatted(name), minor))
        .isEqualTo(valid ? List.of() : List.of(".spec.defaultBackend.service.name"));
  }

  @ParameterizedTest
  @CsvSource({"28, true", "29, false", "34, false"})
  void aPodOnTheHostsNetworkSetsNoneOfItsParameters(int minor, boolean valid) {
    String pod =
        POD.formatted(
            "hostNetwork: true, securityContext: {sysctls: [{name: net.core.somaxconn, value: '1'}]}");

    assertThat(errors(pod, minor).isEmpty()).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({"25, true", "27, false", "34, false"})
  void selectorsHoldValuesOfLabels(int minor, boolean valid) {
    String pod =
        POD.formatted(
            "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a,"
                + " labelSelector: {matchExpressions: [{key: a, operator: In, values: ['b#c']}]}}]}}");

    assertThat(errors(pod, minor).isEmpty()).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({"32, true", "33, false", "34, false"})
  void nodesAreChosenByValuesOfLabels(int minor, boolean valid) {
    String pod =
        POD.formatted(
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms:"
                + " [{matchExpressions: [{key: a, operator: In, values: ['b#c']}]}]}}}");

    assertThat(errors(pod, minor).isEmpty()).isEqualTo(valid);
  }

  private static List<String> errors(String yaml, int minor) {
    KubernetesVersion version = new KubernetesVersion(minor);
    Manifest manifest = YamlReader.read(new SourceText("a.yaml", yaml)).manifests().getFirst();
    ManifestValidator validator = new ManifestValidator(BuiltInSchemas.load(version), version);
    return validator.validate(manifest) instanceof Verdict.Invalid invalid
        ? invalid.problems().stream()
            .filter(Problem::isError)
            .map(problem -> problem.path().toString())
            .toList()
        : List.of();
  }
}
