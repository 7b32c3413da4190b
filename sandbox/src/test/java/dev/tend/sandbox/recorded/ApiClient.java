package dev.tend.sandbox.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a sandbox over HTTP, by its kubeconfig, and believes its authority only. */
public final class ApiClient {
  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http;
  private final String server;
  private final String token;

  private ApiClient(HttpClient http, String server, String token) {
    this.http = http;
    this.server = server;
    this.token = token;
  }

  public static ApiClient of(Sandbox sandbox) {
    return of(sandbox.kubeconfig());
  }

  public static ApiClient of(String kubeconfig) {
    JsonNode config =
        YamlReader.readDocuments(new SourceText("kubeconfig", kubeconfig))
            .documents()
            .getFirst()
            .content();
    JsonNode cluster = config.path("clusters").path(0).path("cluster");
    byte[] authority =
        Base64.getDecoder().decode(cluster.path("certificate-authority-data").asText());
    return new ApiClient(
        HttpClient.newBuilder().sslContext(trusting(authority)).build(),
        cluster.path("server").asText(),
        config.path("users").path(0).path("user").path("token").asText());
  }

  private static SSLContext trusting(byte[] authority) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(authority)));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same server with another token; with none where it is empty. */
  public ApiClient with(String otherToken) {
    return new ApiClient(http, server, otherToken);
  }

  public String server() {
    return server;
  }

  /** What came back: the status, the object (missing where it is none), text, warnings. */
  public record Answer(int code, JsonNode object, String text, List<String> warnings) {}

  public Answer get(String path) throws IOException, InterruptedException {
    return send(request("GET", path, MissingNode.getInstance(), "application/json"));
  }

  public Answer post(String path, String json) throws IOException, InterruptedException {
    return send(request("POST", path, mapper.readTree(json), "application/json"));
  }

  /** Any request with a body. */
  public Answer call(String method, String path, JsonNode body, String type)
      throws IOException, InterruptedException {
    return send(request(method, path, body, type));
  }

  public HttpRequest.Builder request(String method, String path, JsonNode body, String type) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body.isMissingNode()) {
      return request.method(method, BodyPublishers.noBody());
    }
    return request
        .header("Content-Type", type)
        .method(method, BodyPublishers.ofString(body.toString()));
  }

  public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    List<String> warnings = new ArrayList<>();
    for (String header : response.headers().allValues("Warning")) {
      String quoted = header.substring("299 - \"".length(), header.length() - 1);
      warnings.add(quoted.replace("\\\"", "\""));
    }
    String text = response.body();
    JsonNode object = text.startsWith("{") ? mapper.readTree(text) : MissingNode.getInstance();
    return new Answer(response.statusCode(), object, text, warnings);
  }
}
