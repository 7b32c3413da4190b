package dev.tend.sandbox.server;

import dev.tend.manifest.GroupVersionKind;
import java.util.Optional;

/** Built-in kinds that are on their way out: whoever asks for them is told so. */
final class Deprecations {
  private Deprecations() {}

  static Optional<String> ofBuiltIn(GroupVersionKind type) {
    if (!type.apiVersion().equals("v1")) {
      return Optional.empty();
    }
    return switch (type.kind()) {
      case "Endpoints" ->
          Optional.of(
              "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");
      case "ComponentStatus" -> Optional.of("v1 ComponentStatus is deprecated in v1.19+");
      default -> Optional.empty();
    };
  }
}
