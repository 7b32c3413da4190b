package dev.tend.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Manifests of many kinds with fields drawn by a seed: the same ones for the same seed. */
final class RandomApp {
  private final RandomGenerator random;
  private final String prefix;

  /**
   * @param prefix of every name
   */
  RandomApp(long seed, String prefix) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.prefix = prefix;
  }

  String yaml() {
    return settings()
        + secret()
        + service()
        + deployment()
        + role()
        + networkPolicy()
        + cronJob()
        + claim()
        + ingress();
  }

  private boolean chance() {
    return random.nextBoolean();
  }

  private String maybe(String text) {
    return chance() ? text : "";
  }

  private int number(int bound) {
    return random.nextInt(bound);
  }

  private String one(String... choices) {
    return choices[number(choices.length)];
  }

  private String some(String... items) {
    List<String> chosen = new ArrayList<>();
    for (String item : items) {
      if (chance()) {
        chosen.add(item);
      }
    }
    return String.join(", ", chosen);
  }

  private String metadata(String name) {
    return "metadata: {name: %s%s, labels: {%s}, annotations: {%s}}"
        .formatted(
            prefix,
            name,
            some("tier: front", "team: \"7\"", "stage: test"),
            some("note: \"on\"", "example.com/owner: ann"));
  }

  private static String document(String apiVersion, String kind, String rest) {
    return "apiVersion: %s\nkind: %s\n%s\n---\n".formatted(apiVersion, kind, rest);
  }

  private String settings() {
    String data = some("a: \"1\"", "b: \"yes\"", "c: \"x\\ny\"", "d: \"\"");
    return document(
        "v1",
        "ConfigMap",
        metadata("settings") + "\ndata: {" + data + "}" + maybe("\nimmutable: false"));
  }

  private String secret() {
    return document(
        "v1",
        "Secret",
        metadata("secret")
            + "\nstringData: {"
            + some("user: ann", "pin: \"0123\"")
            + "}\ndata: {"
            + some("key: aGVsbG8=", "token: eA==")
            + "}");
  }

  private String service() {
    String ports = "{name: http, port: %d%s}".formatted(80 + number(3), maybe(", protocol: TCP"));
    String more = some("{name: dns, port: 53, protocol: UDP}", "{name: dns-tcp, port: 53}");
    return document(
        "v1",
        "Service",
        metadata("web")
            + "\nspec: {selector: {app: web}, ports: [%s]%s}"
                .formatted(
                    more.isEmpty() ? ports : ports + ", " + more,
                    maybe(", sessionAffinity: ClientIP")));
  }

  private String deployment() {
    String env =
        some(
            "{name: A, value: \"1\"}",
            "{name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}",
            "{name: C}");
    String resources =
        "{requests: {cpu: %s, memory: %s}}"
            .formatted(one("100m", "0.1", "1"), one("64Mi", "1Gi", "0.5Gi", "128974848"));
    String container =
        "{name: web, image: \"example.com/web:%d\", env: [%s], ports: [{containerPort: 80%s}], resources: %s%s}"
            .formatted(
                number(3),
                env,
                maybe(", protocol: TCP"),
                resources,
                maybe(", readinessProbe: {httpGet: {path: /, port: 80}}"));
    String sidecar =
        maybe(", {name: log, image: \"example.com/log:1\", command: [sh, -c, \"true\"]}");
    String tolerations =
        one("{key: a, operator: Exists}", "{key: b, value: c, effect: NoSchedule}");
    return document(
        "apps/v1",
        "Deployment",
        metadata("web")
            + """

              spec:
                replicas: 0
                selector: {matchLabels: {app: web}}
                %s
                template:
                  metadata: {labels: {app: web}}
                  spec: {containers: [%s%s], tolerations: [%s], terminationGracePeriodSeconds: %d}
              """
                .formatted(maybe("minReadySeconds: 3"), container, sidecar, tolerations, number(40))
                .stripTrailing());
  }

  private String role() {
    return document(
        "rbac.authorization.k8s.io/v1",
        "Role",
        metadata("reader")
            + "\nrules: [{apiGroups: [\"\"], resources: [pods], verbs: [%s]}]"
                .formatted(one("get", "list, get", "watch")));
  }

  private String networkPolicy() {
    return document(
        "networking.k8s.io/v1",
        "NetworkPolicy",
        metadata("web")
            + "\nspec: {podSelector: {}, ingress: [%s]}"
                .formatted(
                    some(
                        "{from: [{podSelector: {}}]}",
                        "{ports: [{port: 80}, {port: 53, protocol: UDP}]}")));
  }

  private String cronJob() {
    return document(
        "batch/v1",
        "CronJob",
        metadata("sweep")
            + """

              spec:
                schedule: "%d 3 * * *"
                suspend: true
                jobTemplate:
                  spec:
                    template:
                      spec: {restartPolicy: Never, containers: [{name: sweep, image: "example.com/sweep:1"}]}
              """
                .formatted(number(60))
                .stripTrailing());
  }

  private String claim() {
    return document(
        "v1",
        "PersistentVolumeClaim",
        metadata("data")
            + "\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}");
  }

  private String ingress() {
    return document(
        "networking.k8s.io/v1",
        "Ingress",
        metadata("web")
            + "\nspec: {rules: [{host: %s.example.com, http: {paths: [%s{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}"
                .formatted(
                    one("a", "b"),
                    maybe(
                        "{path: /api, pathType: Exact, backend: {service: {name: web, port: {name: http}}}}, ")));
  }
}
