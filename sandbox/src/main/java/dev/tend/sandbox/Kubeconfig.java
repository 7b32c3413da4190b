package dev.tend.sandbox;

import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.tls.OwnerOnly;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** What a client needs to know. */
record Kubeconfig(int port, String authorityPem, String token) {
  URI url() {
    return URI.create("https://127.0.0.1:" + port);
  }

  String text() {
    String authority =
        Base64.getEncoder().encodeToString(authorityPem.getBytes(StandardCharsets.US_ASCII));
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: tend-sandbox
          cluster:
            server: %s
            certificate-authority-data: %s
        contexts:
        - name: tend-sandbox
          context:
            cluster: tend-sandbox
            user: tend-sandbox
        current-context: tend-sandbox
        users:
        - name: tend-sandbox
          user:
            token: %s
        """
        .formatted(url(), authority, token);
  }

  void writeTo(Path file) {
    try {
      OwnerOnly.write(file, text());
    } catch (IOException e) {
      throw new KnownFailure(
          "The sandbox can't write its kubeconfig %s: %s".formatted(file, e.getMessage()),
          "Check that the folder can be written",
          e);
    }
  }
}
