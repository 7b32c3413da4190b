package dev.tend.sandbox.facts;

import dev.tend.sandbox.Trees;
import java.util.ArrayList;
import java.util.List;

/** What is particular to some built-in kinds. */
final class BuiltInScripts {
  private static final String CORE = "/api/v1/namespaces/default/";
  private static final String APPS = "/apis/apps/v1/namespaces/default/";

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: $name}
      spec:
        replicas: 0
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
      """;

  private final List<Script> scripts = new ArrayList<>();

  static List<Script> all() {
    BuiltInScripts all = new BuiltInScripts();
    all.containers();
    all.services();
    all.autoscalers();
    all.configuration();
    all.atomics();
    all.subresources();
    all.clients();
    return all.scripts;
  }

  private void containers() {
    deployments(
        "a container's image",
        "one: [{name: a, image: a:1}]",
        "one: [{name: a, image: a:2}]",
        "two: [{name: a, image: a:3}]",
        "two!: [{name: a, image: a:3}]",
        "one: [{name: a, image: a:3}]");
    deployments(
        "a container comes and goes",
        "one: [{name: a, image: a}, {name: b, image: b}]",
        "one: [{name: b, image: b}]",
        "two: [{name: c, image: c}]",
        "one: [{name: c, image: c}]");
    deployments(
        "environment",
        "one: [{name: a, image: a, env: [{name: X, value: x}, {name: W, value: w}]}]",
        "one: [{name: a, image: a, env: [{name: W, value: z}, {name: Z, value: z}]}]",
        "two: [{name: a, env: [{name: X, value: x}]}]",
        "one: [{name: a, image: a}]");
    deployments(
        "a value becomes a reference",
        "one: [{name: a, image: a, env: [{name: X, value: x}]}]",
        "one: [{name: a, image: a, env: [{name: X, valueFrom: {fieldRef: {fieldPath:"
            + " metadata.name}}}]}]",
        "one: [{name: a, image: a, env: [{name: X, value: x}]}]");
    deployments(
        "ports of both protocols",
        "one: [{name: a, image: a, ports: [{containerPort: 53}, {containerPort: 53, protocol:"
            + " UDP}]}]",
        "one: [{name: a, image: a, ports: [{containerPort: 53, protocol: UDP}]}]",
        "one: [{name: a, image: a, ports: [{containerPort: 54, protocol: UDP}]}]");
    deployments(
        "one port twice",
        "one: [{name: a, image: a, ports: [{containerPort: 80}, {containerPort: 80}]}]",
        "one: [{name: a, image: a, env: [{name: X}, {name: X}]}]");
    deployments(
        "resources in other spellings",
        "one: [{name: a, image: a, resources: {requests: {cpu: 0.1, memory: 1024Mi}}}]",
        "two: [{name: a, resources: {requests: {cpu: 100m}}}]",
        "two: [{name: a, resources: {requests: {cpu: 200m}}}]",
        "one: [{name: a, image: a, resources: {requests: {cpu: 100m, memory: 1Gi}}}]",
        "one: [{name: a, image: a, resources: {}}]");
    deployments(
        "resources in one odd spelling by two",
        "one: [{name: a, image: a, resources: {requests: {cpu: 0.1}}}]",
        "two: [{name: a, resources: {requests: {cpu: 0.1}}}]",
        "one: [{name: a, image: a, resources: {requests: {cpu: 0.1}}}]");
    deployments(
        "probes and their defaults",
        "one: [{name: a, image: a, readinessProbe: {httpGet: {port: 80}}}]",
        "one: [{name: a, image: a, readinessProbe: {tcpSocket: {port: http}}}]",
        "one: [{name: a, image: a, readinessProbe: {httpGet: {port: 80}, timeoutSeconds: 2}}]",
        "one: [{name: a, image: a}]");
    deployments(
        "arguments are one field",
        "one: [{name: a, image: a, args: [x, w]}]",
        "two: [{name: a, args: [x]}]",
        "two!: [{name: a, args: [x]}]",
        "one: [{name: a, image: a}]");
  }

  private void services() {
    String service = CORE + "services/$name";
    String head =
        "{apiVersion: v1, kind: Service, metadata: {name: $name}, spec: {clusterIP: None, ports: ";
    add(
        "Service: a port moves",
        Step.apply("one", service, Trees.yaml(head + "[{name: a, port: 80}]}}")),
        Step.apply("one", service, Trees.yaml(head + "[{name: a, port: 81}]}}")),
        Step.apply("one", service, Trees.yaml(head + "[{name: a, port: 81, targetPort: web}]}}")),
        Step.apply("two", service, Trees.yaml(head + "[{name: b, port: 82}]}}")),
        Step.apply("one", service, Trees.yaml(head + "[{name: b, port: 82}]}}")));
    add(
        "Service: both protocols",
        Step.apply(
            "one",
            service,
            Trees.yaml(head + "[{name: a, port: 53}, {name: b, port: 53, protocol: UDP}]}}")),
        Step.apply("one", service, Trees.yaml(head + "[{name: b, port: 53, protocol: UDP}]}}")));
    add(
        "Service: the selector is one field",
        Step.apply(
            "one", service, Trees.yaml(head + "[{port: 80}], selector: {app: web, tier: front}}}")),
        Step.apply("two", service, Trees.yaml(head + "[{port: 80}], selector: {app: web}}}")),
        Step.apply("two", service, Trees.yaml(head + "[{port: 80}], selector: {app: web}}}"))
            .forced(),
        Step.apply("one", service, Trees.yaml(head + "[{port: 80}]}}")));
  }

  private void autoscalers() {
    String v1 = "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers/$name";
    String v2 = v1.replace("/v1/", "/v2/");
    String head =
        ", kind: HorizontalPodAutoscaler, metadata: {name: $name}, spec: {scaleTargetRef:"
            + " {apiVersion: apps/v1, kind: Deployment, name: web}, ";
    add(
        "HorizontalPodAutoscaler: from one version to another",
        Step.apply(
            "one",
            v1,
            Trees.yaml(
                "{apiVersion: autoscaling/v1"
                    + head
                    + "maxReplicas: 5, targetCPUUtilizationPercentage: 50}}")),
        Step.apply(
            "two",
            v2,
            Trees.yaml("{apiVersion: autoscaling/v2" + head + "minReplicas: 2, maxReplicas: 5}}")),
        Step.apply(
            "two",
            v2,
            Trees.yaml("{apiVersion: autoscaling/v2" + head + "minReplicas: 2, maxReplicas: 6}}")));
    add(
        "HorizontalPodAutoscaler: behavior",
        Step.apply(
            "one",
            v2,
            Trees.yaml(
                "{apiVersion: autoscaling/v2"
                    + head
                    + "maxReplicas: 5, behavior: {scaleDown: {stabilizationWindowSeconds: 60}}}}")),
        Step.apply(
            "one", v2, Trees.yaml("{apiVersion: autoscaling/v2" + head + "maxReplicas: 5}}")));
  }

  private void configuration() {
    String map = CORE + "configmaps/$name";
    String head = "{apiVersion: v1, kind: ConfigMap, metadata: {name: $name";
    add(
        "ConfigMap: labels and annotations",
        Step.apply("one", map, Trees.yaml(head + ", labels: {a: x, b: x}}}")),
        Step.apply("two", map, Trees.yaml(head + ", labels: {b: x}, annotations: {c: x}}}")),
        Step.apply("one", map, Trees.yaml(head + ", labels: {a: x}}}")),
        Step.apply("two", map, Trees.yaml(head + "}}")),
        Step.apply("one", map, Trees.yaml(head + "}}")));
    add(
        "ConfigMap: nulls and empty texts",
        Step.apply("one", map, Trees.yaml(head + "}, data: {a: null, b: ''}}")),
        Step.apply("one", map, Trees.yaml(head + "}, data: null}")),
        Step.apply("one", map, Trees.yaml(head + "}, data: {}}")));
    add(
        "ConfigMap: finalizers",
        Step.apply("one", map, Trees.yaml(head + ", finalizers: [x.io/a]}}")),
        Step.apply("two", map, Trees.yaml(head + ", finalizers: [x.io/b]}}")),
        Step.apply("one", map, Trees.yaml(head + "}}")),
        Step.merge("one", map, Trees.yaml("{metadata: {finalizers: null}}")));
    add(
        "ConfigMap: what is no ConfigMap's",
        Step.apply("one", map, Trees.yaml(head + "}, dta: {a: x}}")),
        Step.apply("one", map, Trees.yaml(head + "}, dta: {a: x}}"))
            .with("fieldValidation", "Strict"),
        Step.apply("one", map, Trees.yaml(head + "}, data: {a: 1}}")),
        Step.apply("one", map, Trees.yaml(head + "}, data: [a]}")),
        Step.apply("one", map, Trees.yaml("{apiVersion: v1, kind: ConfigMap}")),
        Step.apply(
            "one", map, Trees.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}")),
        Step.apply(
            "one", map, Trees.yaml("{apiVersion: v1, kind: Secret, metadata: {name: $name}}")));
    add(
        "ConfigMap: managed fields of the client's",
        Step.apply("one", map, Trees.yaml(head + "}, data: {a: x}}")),
        Step.apply("one", map, Trees.yaml(head + ", managedFields: []}, data: {a: x}}")),
        Step.merge("two", map, Trees.yaml("{metadata: {managedFields: [{}]}}")),
        Step.apply("one", map, Trees.yaml(head + "}, data: {b: x}}")),
        Step.apply("one", map, Trees.yaml(head + "}}")));
    String secret = CORE + "secrets/$name";
    String text = "{apiVersion: v1, kind: Secret, metadata: {name: $name}, ";
    add(
        "Secret: plain texts",
        Step.apply("one", secret, Trees.yaml(text + "stringData: {a: x, b: x}}")),
        Step.apply("one", secret, Trees.yaml(text + "stringData: {a: x}}")),
        Step.apply("one", secret, Trees.yaml(text + "data: {a: eA==}}")),
        Step.apply("two", secret, Trees.yaml(text + "data: {a: eQ==}}")));
    String quota = CORE + "resourcequotas/$name";
    String hard =
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: $name}, spec: {hard: {pods: ";
    add(
        "ResourceQuota: amounts",
        Step.apply("one", quota, Trees.yaml(hard + "1000m, cpu: 1.5}}}")),
        Step.apply("two", quota, Trees.yaml(hard + "'1'}}}")),
        Step.apply("two", quota, Trees.yaml(hard + "'2'}}}")),
        Step.apply("one", quota, Trees.yaml(hard + "1}}}")));
  }

  private void atomics() {
    String role = "/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles/$name";
    String rules =
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: $name}, rules: ";
    add(
        "Role: rules",
        Step.apply(
            "one",
            role,
            Trees.yaml(rules + "[{apiGroups: [''], resources: [pods], verbs: [get]}]}")),
        Step.apply(
            "two",
            role,
            Trees.yaml(rules + "[{apiGroups: [''], resources: [pods], verbs: [list]}]}")),
        Step.apply(
                "two",
                role,
                Trees.yaml(rules + "[{apiGroups: [''], resources: [pods], verbs: [list]}]}"))
            .forced(),
        Step.apply("one", role, Trees.yaml(rules + "[]}")),
        Step.apply("two", role, Trees.yaml(rules + "[]}")));
    String policy = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies/$name";
    String head =
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: $name},"
            + " spec: {podSelector: {}, ";
    add(
        "NetworkPolicy: defaults in what is applied as a whole",
        Step.apply("one", policy, Trees.yaml(head + "ingress: [{ports: [{port: 80}]}]}}")),
        Step.apply("one", policy, Trees.yaml(head + "ingress: [{ports: [{port: 80}]}]}}")),
        Step.apply("two", policy, Trees.yaml(head + "ingress: [{ports: [{port: 80}]}]}}")),
        Step.apply(
            "two", policy, Trees.yaml(head + "ingress: [{ports: [{port: 80, protocol: TCP}]}]}}")),
        Step.apply("one", policy, Trees.yaml(head + "policyTypes: [Ingress]}}")));
    String account = CORE + "serviceaccounts/$name";
    String pull = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: $name}, ";
    add(
        "ServiceAccount: pull secrets",
        Step.apply("one", account, Trees.yaml(pull + "imagePullSecrets: [{name: a}]}")),
        Step.apply("two", account, Trees.yaml(pull + "imagePullSecrets: [{name: b}]}")),
        Step.apply("one", account, Trees.yaml(pull + "automountServiceAccountToken: false}")));
  }

  private void subresources() {
    String web = APPS + "deployments/$name";
    Step applied =
        Step.apply("one", web, Trees.yaml(DEPLOYMENT + "      - {name: a, image: a}\n".indent(4)));
    add(
        "Deployment: scaled by another",
        applied,
        Step.merge("scaler", web + "/scale", Trees.yaml("{spec: {replicas: 2}}")),
        applied,
        applied.forced(),
        Step.apply(
            "three",
            web + "/scale",
            Trees.yaml(
                "{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: $name},"
                    + " spec: {replicas: 3}}")));
    String thing = "/apis/facts.tend.dev/v1/namespaces/default/things/$name";
    String head = "{apiVersion: facts.tend.dev/v1, kind: Thing, metadata: {name: $name}, ";
    add(
        "Thing: a status of its own",
        Step.apply("one", thing, Trees.yaml(head + "spec: {text: a}, status: {phase: x}}")),
        Step.merge("controller", thing + "/status", Trees.yaml("{status: {phase: w}}")),
        Step.apply(
            "two", thing + "/status", Trees.yaml(head + "spec: {text: b}, status: {phase: z}}")),
        Step.apply(
                "two", thing + "/status", Trees.yaml(head + "spec: {text: b}, status: {phase: z}}"))
            .forced(),
        Step.apply("one", thing, Trees.yaml(head + "spec: {text: c}}")),
        Step.apply("two", thing + "/status", Trees.yaml(head + "status: {}}")));
  }

  private void clients() {
    String map = CORE + "configmaps/$name";
    String last =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: $name, annotations:"
            + " {kubectl.kubernetes.io/last-applied-configuration: '%s'}}, data: {a: x, b: x}}";
    String applied =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"$name\"},"
            + "\"data\":{\"a\":\"x\",\"b\":\"x\"}}";
    add(
        "ConfigMap: from client-side apply by kubectl",
        Step.create(
            "kubectl-client-side-apply", CORE + "configmaps", Trees.yaml(last.formatted(applied))),
        Step.apply(
            "kubectl",
            map,
            Trees.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: $name}, data: {a: w}}")),
        Step.apply(
            "tend",
            map,
            Trees.yaml(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: $name}, data: {a: w}}")));
    add(
        "ConfigMap: patches of three types",
        Step.apply(
            "one",
            map,
            Trees.yaml(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: $name}, data: {a: x, b: x}}")),
        Step.merge("two", map, Trees.yaml("{data: {a: w}}")),
        Step.strategic("three", map, Trees.yaml("{data: {b: null, c: z}}")),
        Step.json(
            "four",
            map,
            Trees.yaml("ops: [{op: add, path: /data/d, value: d}, {op: remove, path: /data/c}]")
                .path("ops")),
        Step.apply(
            "one", map, Trees.yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: $name}}")));
  }

  /** Each {@code manager: containers}; a manager with an exclamation mark forces. */
  private void deployments(String what, String... applies) {
    List<Step> steps = new ArrayList<>();
    for (String apply : applies) {
      int colon = apply.indexOf(": ");
      String manager = apply.substring(0, colon);
      String yaml = DEPLOYMENT.stripTrailing() + apply.substring(colon + 1) + "\n";
      Step step =
          Step.apply(manager.replace("!", ""), APPS + "deployments/$name", Trees.yaml(yaml));
      steps.add(manager.endsWith("!") ? step.forced() : step);
    }
    scripts.add(new Script("Deployment: " + what, steps));
  }

  private void add(String name, Step... steps) {
    scripts.add(Script.of(name, steps));
  }
}
