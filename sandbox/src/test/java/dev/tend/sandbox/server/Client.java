package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tend.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Plain HTTP to a sandbox, as its kubeconfig says. */
final class Client implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** An answer: the body as text, and as JSON where it is that. */
  record Answer(int status, HttpResponse<?> response, String text) {
    JsonNode json() {
      try {
        return MAPPER.readTree(text);
      } catch (IOException e) {
        throw new IllegalStateException("no JSON: " + text, e);
      }
    }

    String reason() {
      return json().path("reason").asText();
    }

    String message() {
      return json().path("message").asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  private final URI url;
  private final String token;
  private final HttpClient http;

  Client(Sandbox sandbox) {
    this.url = sandbox.url();
    this.token = field(sandbox, "token");
    byte[] pem = Base64.getDecoder().decode(field(sandbox, "certificate-authority-data"));
    this.http = HttpClient.newBuilder().sslContext(trusting(pem)).build();
  }

  private static String field(Sandbox sandbox, String name) {
    Matcher matcher = Pattern.compile(name + ": (\\S+)").matcher(sandbox.kubeconfig());
    if (!matcher.find()) {
      throw new IllegalStateException("the kubeconfig has no " + name);
    }
    return matcher.group(1);
  }

  private static SSLContext trusting(byte[] pem) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem)));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      String text = new String(response.body(), StandardCharsets.UTF_8);
      return new Answer(response.statusCode(), response, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path) {
    return send(request(path));
  }

  Answer post(String path, String body) {
    return send("POST", path, "application/json", body);
  }

  Answer put(String path, String body) {
    return send("PUT", path, "application/json", body);
  }

  Answer delete(String path, String body) {
    return send("DELETE", path, "application/json", body);
  }

  Answer send(String method, String path, String contentType, String body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The first events of a watch, which must have so many. */
  List<JsonNode> watch(String path, int count) {
    try {
      HttpResponse<Stream<String>> response =
          http.send(request(path).build(), HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = response.body()) {
        return lines.limit(count).map(Client::event).toList();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode event(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
