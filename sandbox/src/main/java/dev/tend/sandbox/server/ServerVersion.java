package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Response;

/** The version of Kubernetes that the sandbox behaves like. */
final class ServerVersion {
  static final String RELEASE = "v1.34.2";

  private ServerVersion() {}

  static ObjectNode document() {
    ObjectNode version = Response.object().put("major", "1").put("minor", "34");
    version.put("gitVersion", RELEASE + "+tend.sandbox").put("gitCommit", "");
    version.put("gitTreeState", "clean").put("buildDate", "2025-08-27T00:00:00Z");
    version.put("goVersion", "").put("compiler", "").put("platform", "linux/amd64");
    return version;
  }
}
