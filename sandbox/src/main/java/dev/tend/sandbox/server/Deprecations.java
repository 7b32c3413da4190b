package dev.tend.sandbox.server;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.BuiltInCatalog;
import dev.tend.schema.KubernetesVersion;
import java.util.Optional;

/** Built-in kinds that are on their way out: whoever asks for them is told so. */
final class Deprecations {
  private static final KubernetesVersion ENDPOINTS_SINCE = KubernetesVersion.parse("1.33");

  private Deprecations() {}

  static Optional<String> ofBuiltIn(GroupVersionKind type, BuiltInCatalog catalog) {
    if (!type.apiVersion().equals("v1")) {
      return catalog.deprecation(type);
    }
    return switch (type.kind()) {
      case "Endpoints" ->
          Optional.of("v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice")
              .filter(text -> catalog.version().compareTo(ENDPOINTS_SINCE) >= 0);
      case "ComponentStatus" -> Optional.of("v1 ComponentStatus is deprecated in v1.19+");
      default -> Optional.empty();
    };
  }
}
