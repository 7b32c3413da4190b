package dev.tend.schema.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.schema.BuiltInSchemas;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final String CARELESS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web%s}
      spec:
        replicas: 6
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            hostNetwork: true
            volumes: [{name: root, hostPath: {path: /}}]
            containers:
            - name: web
              image: registry:5000/nginx
              securityContext: {privileged: true}
              ports: [{containerPort: 80}]
      """;
  private static final String CAREFUL =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
            containers:
            - name: web
              image: nginx:1.27
              securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
              ports: [{containerPort: 80}]
              readinessProbe: {httpGet: {port: 80}}
              resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 1Gi}}
      """;

  @Test
  void carefulPodsPassEverySet() {
    assertThat(rules(CAREFUL, "restricted", "best-practice")).isEmpty();
  }

  @Test
  void aSetSaysWhatItIsFor() {
    assertThat(rules(careless(""), "baseline"))
        .containsExactly("policy/host-namespaces", "policy/privileged", "policy/host-path");
    assertThat(rules(careless(""), "restricted"))
        .contains("policy/host-path", "policy/run-as-non-root", "policy/drop-capabilities");
    assertThat(rules(careless(""), "best-practice"))
        .contains("policy/latest-tag", "policy/requests", "policy/readiness-probe");
  }

  @Test
  void nothingIsAskedUnlessSomebodyAsks() {
    assertThat(rules(careless(""))).isEmpty();
  }

  @Test
  void anAnnotationAccepts() {
    assertThat(
            rules(
                careless(", annotations: {tend.dev/accept: 'policy/host-*, policy/privileged'}"),
                "baseline"))
        .isEmpty();
  }

  @Test
  void anAnnotationAcceptsNoErrorOfTheServer() {
    Manifest manifest = manifest(careless(", annotations: {tend.dev/accept: '*'}"));
    Problem error =
        Problem.error(
            "server/required",
            manifest.origin().locate(dev.tend.manifest.FieldPath.ROOT),
            dev.tend.manifest.FieldPath.ROOT,
            "x",
            "");

    assertThat(Policies.accepted(List.of(error), manifest)).containsExactly(error);
  }

  @Test
  void aFileChoosesSeveritiesExceptionsAndRules() {
    PolicySettings settings =
        settings(
            """
            sets: [baseline]
            rules: {policy/host-path: warning, policy/privileged: off}
            except:
            - {rule: policy/host-namespaces, kind: Deployment, name: w*}
            custom:
            - id: few
              kinds: [Deployment]
              expression: object.spec.replicas <= 5
              message: Five replicas are enough
              path: spec.replicas
            """);

    assertThat(new Policies(settings).check(manifest(careless(""))))
        .extracting(problem -> problem.severity() + " " + problem.rule() + " " + problem.path())
        .containsExactly(
            "WARNING policy/host-path .spec.template.spec.volumes[0].hostPath",
            "ERROR policy/few .spec.replicas");
  }

  @Test
  void whatAFileGetsWrongIsSaid() {
    assertThatThrownBy(() -> settings("sets: [base-line]"))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("base-line");
    assertThatThrownBy(() -> settings("custm: []")).isInstanceOf(KnownFailure.class);
    assertThatThrownBy(
            () -> new Policies(settings("custom: [{id: a, expression: 'object.', message: b}]")))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("compile");
  }

  @Test
  void admissionPoliciesOfTheSetHold() {
    List<Manifest> set =
        manifests(
            careless("")
                + """
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: few}
                spec:
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
                  matchConditions: [{name: all, expression: "object.metadata.name != 'db'"}]
                  variables: [{name: count, expression: object.spec.replicas}]
                  validations: [{expression: variables.count <= 5, message: too many}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: few}
                spec: {policyName: few, validationActions: [Warn]}
                """);
    AdmissionPolicies policies = new AdmissionPolicies(set, BuiltInSchemas.load());

    assertThat(policies.check(set.getFirst()))
        .extracting(problem -> problem.severity() + " " + problem.message())
        .containsExactly("WARNING ValidatingAdmissionPolicy `few`: too many");
    assertThat(policies.check(manifest(CAREFUL.replace("{name: web}\nspec", "{name: db}\nspec"))))
        .isEmpty();
  }

  private static String careless(String metadata) {
    return CARELESS.formatted(metadata);
  }

  private static PolicySettings settings(String file) {
    return PolicySettings.of(List.of("policy.yaml"), name -> file);
  }

  private static List<String> rules(String yaml, String... sets) {
    PolicySettings settings = PolicySettings.of(List.of(sets), name -> "");
    return new Policies(settings)
        .check(manifest(yaml)).stream().map(Problem::rule).distinct().toList();
  }

  private static Manifest manifest(String yaml) {
    return manifests(yaml).getFirst();
  }

  private static List<Manifest> manifests(String yaml) {
    return YamlReader.read(new SourceText("a.yaml", yaml)).manifests();
  }
}
