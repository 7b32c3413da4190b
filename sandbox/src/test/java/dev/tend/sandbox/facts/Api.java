package dev.tend.sandbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Speaks plain HTTP with an API server, so that no client's habits get in between. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String server;
  private final String token;

  private Api(HttpClient client, String server, String token) {
    this.client = client;
    this.server = server;
    this.token = token;
  }

  /** An answer: its status code and its body. */
  record Answer(int code, JsonNode body) {}

  /**
   * @param kubeconfig with one cluster and one user, who has a token
   */
  static Api of(String kubeconfig) throws GeneralSecurityException {
    ObjectNode config = Trees.yaml(kubeconfig);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new TrustsAll()}, null);
    return new Api(
        HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build(),
        config.at("/clusters/0/cluster/server").asText(),
        config.at("/users/0/user/token").asText());
  }

  Answer send(Step step, String name) throws IOException, InterruptedException {
    String path = step.path().replace("$name", name);
    String query =
        step.query().entrySet().stream()
            .map(Api::parameter)
            .collect(Collectors.joining("&", "?", ""));
    String body = step.body().isMissingNode() ? "" : step.body().toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path + query))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Content-Type", step.contentType())
            .method(step.method(), BodyPublishers.ofString(body.replace("$name", name)))
            .build();
    var response = client.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  private static String parameter(Map.Entry<String, String> parameter) {
    return parameter.getKey()
        + "="
        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
  }

  /** For servers on loopback that make their own certificates. */
  private static final class TrustsAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
