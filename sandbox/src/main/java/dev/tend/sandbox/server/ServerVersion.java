package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.kinds.Release;
import java.util.Map;

/** What the server says of the version of Kubernetes that it behaves like. */
final class ServerVersion {
  /** The first that tells which other versions it can stand for. */
  private static final int EMULATING_SINCE = 33;

  private ServerVersion() {}

  /** Indented, as servers write it. */
  static Response response(Release release) {
    byte[] text = Json.indented(document(release));
    return new Response.Bytes(200, text, Response.JSON, Map.of());
  }

  private static ObjectNode document(Release release) {
    int number = release.version().minor();
    String minor = String.valueOf(number);
    ObjectNode version = Response.object().put("major", "1").put("minor", minor);
    if (release.isSince(EMULATING_SINCE)) {
      version.put("emulationMajor", "1").put("emulationMinor", minor);
      version.put("minCompatibilityMajor", "1");
      version.put("minCompatibilityMinor", String.valueOf(number - 1));
    }
    version.put("gitVersion", release.text() + "+tend.sandbox").put("gitCommit", "");
    version.put("gitTreeState", "clean").put("buildDate", "2025-08-27T00:00:00Z");
    version.put("goVersion", "").put("compiler", "").put("platform", "linux/amd64");
    return version;
  }
}
