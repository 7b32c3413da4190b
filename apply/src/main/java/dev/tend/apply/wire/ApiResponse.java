package dev.tend.apply.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What an API server answered.
 *
 * @param warnings texts of the Warning headers
 * @param retryAfter how long the server asks to wait; zero where it doesn't
 */
public record ApiResponse(
    ApiRequest request, int code, byte[] bytes, List<String> warnings, Duration retryAfter) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public ApiResponse {
    warnings = List.copyOf(warnings);
  }

  public boolean isSuccess() {
    return code >= 200 && code < 300;
  }

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The body of a success.
   *
   * @throws KnownFailure where it is no JSON object: something that isn't an API server answered
   */
  public ObjectNode object() {
    if (tree() instanceof ObjectNode object) {
      return object;
    }
    throw new KnownFailure(
        "%s %s: the answer is no JSON object: %s"
            .formatted(request.method(), request.path(), abridge(text())),
        "Check that the kubeconfig's server is the address of a Kubernetes API server");
  }

  /** What a failure says of itself, also where the body is no Status. */
  public ApiStatus status() {
    JsonNode tree = tree();
    if (tree.path("kind").asText().equals("Status")) {
      return ApiStatus.of(code, tree);
    }
    String text = text().isBlank() ? "HTTP status " + code : abridge(text());
    return new ApiStatus(code, "", text, List.of());
  }

  private JsonNode tree() {
    try {
      JsonNode tree = JSON.readTree(bytes);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static String abridge(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
