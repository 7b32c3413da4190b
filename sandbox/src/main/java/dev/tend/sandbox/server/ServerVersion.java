package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.http.Response;
import java.util.Map;

/** The version of Kubernetes that the sandbox behaves like. */
final class ServerVersion {
  static final String RELEASE = "v1.34.2";

  private ServerVersion() {}

  /** Indented, as servers write it. */
  static Response response() {
    byte[] text = Json.indented(document());
    return new Response.Bytes(200, text, Response.JSON, Map.of());
  }

  private static ObjectNode document() {
    ObjectNode version = Response.object().put("major", "1").put("minor", "34");
    version.put("emulationMajor", "1").put("emulationMinor", "34");
    version.put("minCompatibilityMajor", "1").put("minCompatibilityMinor", "33");
    version.put("gitVersion", RELEASE + "+tend.sandbox").put("gitCommit", "");
    version.put("gitTreeState", "clean").put("buildDate", "2025-08-27T00:00:00Z");
    version.put("goVersion", "").put("compiler", "").put("platform", "linux/amd64");
    return version;
  }
}
