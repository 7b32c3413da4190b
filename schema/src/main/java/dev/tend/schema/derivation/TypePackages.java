package dev.tend.schema.derivation;

/** Which package of Go types defines an API version, as published names carry it. */
final class TypePackages {
  private TypePackages() {}

  static String of(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String prefix =
        switch (group) {
          case "" -> "io.k8s.api.core";
          case "apiextensions.k8s.io" -> "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions";
          case "apiregistration.k8s.io" -> "io.k8s.kube-aggregator.pkg.apis.apiregistration";
          case "internal.apiserver.k8s.io" -> "io.k8s.api.apiserverinternal";
          case "rbac.authorization.k8s.io" -> "io.k8s.api.rbac";
          case "flowcontrol.apiserver.k8s.io" -> "io.k8s.api.flowcontrol";
          default -> "io.k8s.api." + group.replace(".k8s.io", "");
        };
    return prefix + "." + apiVersion.substring(slash + 1);
  }
}
