package dev.tend.apply;

/** As many objects as a test needs, of 12 kinds in turn; nothing in them starts a pod. */
final class ManyObjects {
  private ManyObjects() {}

  /** A YAML stream. */
  static String yaml(int count) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < count; i++) {
      yaml.append(object(i)).append("---\n");
    }
    return yaml.toString();
  }

  private static String object(int i) {
    String name = "many-%04d".formatted(i);
    return switch (i % 12) {
      case 0 ->
          of("v1", "ConfigMap", name)
              + "data: {alpha: a%d, beta: b, file.conf: \"x=1\\ny=2\\n\"}\n".formatted(i);
      case 1 -> of("v1", "Secret", name) + "stringData: {key: secret-%d}\n".formatted(i);
      case 2 -> of("v1", "ServiceAccount", name) + "automountServiceAccountToken: false\n";
      case 3 ->
          of("v1", "Service", name)
              + "spec: {selector: {app: %s}, ports: [{name: http, port: 80, targetPort: http},"
                  .formatted(name)
              + " {name: metrics, port: 9090}]}\n";
      case 4 ->
          of("apps/v1", "Deployment", name)
              + "spec:\n  replicas: 0\n"
              + selector(name)
              + template(name, "Always", 2);
      case 5 ->
          of("apps/v1", "StatefulSet", name)
              + "spec:\n  replicas: 0\n  serviceName: %s\n".formatted(name)
              + selector(name)
              + template(name, "Always", 2);
      case 6 ->
          of("apps/v1", "DaemonSet", name)
              + "spec:\n"
              + selector(name)
              + template(name, "Always", 2);
      case 7 ->
          of("batch/v1", "Job", name) + "spec:\n  suspend: true\n" + template(name, "Never", 2);
      case 8 ->
          of("batch/v1", "CronJob", name)
              + "spec:\n  suspend: true\n  schedule: \"%d 3 * * *\"\n".formatted(i % 60)
              + "  jobTemplate:\n    spec:\n"
              + template(name, "Never", 6);
      case 9 ->
          of("networking.k8s.io/v1", "Ingress", name)
              + "spec: {rules: [{host: %s.example.com, http: {paths: [{path: /, pathType: Prefix,"
                  .formatted(name)
              + " backend: {service: {name: %s, port: {name: http}}}}]}}]}\n".formatted(name);
      case 10 ->
          of("policy/v1", "PodDisruptionBudget", name)
              + "spec:\n  maxUnavailable: 1\n"
              + selector(name);
      default ->
          of("networking.k8s.io/v1", "NetworkPolicy", name)
              + "spec: {podSelector: {matchLabels: {app: %s}}, policyTypes: [Ingress],"
                  .formatted(name)
              + " ingress: [{from: [{podSelector: {}}], ports: [{port: 8080}]}]}\n";
    };
  }

  private static String of(String apiVersion, String kind, String name) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: %s, labels: {app: %s}}\n"
        .formatted(apiVersion, kind, name, name);
  }

  private static String selector(String name) {
    return "  selector: {matchLabels: {app: %s}}\n".formatted(name);
  }

  private static String template(String name, String restartPolicy, int indent) {
    String text =
        """
        template:
          metadata: {labels: {app: %s}}
          spec:
            restartPolicy: %s
            nodeSelector: {example.com/pool: none}
            containers:
            - name: main
              image: registry.example.com/app:1.0
              args: [--listen=:8080]
              ports: [{name: http, containerPort: 8080}]
              env:
              - {name: LOG_LEVEL, value: info}
              - name: POD_NAME
                valueFrom: {fieldRef: {fieldPath: metadata.name}}
              resources: {requests: {cpu: 0.1, memory: 16Mi}, limits: {memory: 128Mi}}
        """
            .formatted(name, restartPolicy);
    return text.indent(indent);
  }
}
