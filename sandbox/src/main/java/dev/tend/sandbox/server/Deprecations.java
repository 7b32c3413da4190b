package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whoever asks for a version that is on its way out is told so. */
final class Deprecations {
  private Deprecations() {}

  static Response warned(Response response, Target target) {
    Optional<String> warning = warning(target);
    if (warning.isEmpty() || !(response instanceof Response.Json json)) {
      return response;
    }
    List<String> warnings = new ArrayList<>(List.of(warning.get()));
    warnings.addAll(json.warnings());
    return new Response.Json(
        json.status(), json.content(), json.contentType(), json.headers(), warnings);
  }

  private static Optional<String> warning(Target target) {
    GroupVersionKind type = target.type().gvk();
    if (target.kind().crd().isEmpty()) {
      return type.group().isEmpty() ? builtIn(type.kind()) : Optional.empty();
    }
    for (JsonNode version : target.kind().crd().get().path("spec").path("versions")) {
      if (version.path("name").asText().equals(type.version())
          && version.path("deprecated").asBoolean()) {
        String standard = "%s %s is deprecated".formatted(type.apiVersion(), type.kind());
        return Optional.of(version.path("deprecationWarning").asText(standard));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> builtIn(String kind) {
    return switch (kind) {
      case "Endpoints" ->
          Optional.of(
              "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");
      case "ComponentStatus" -> Optional.of("v1 ComponentStatus is deprecated in v1.19+");
      default -> Optional.empty();
    };
  }
}
