package dev.tend.sandbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountTokenIT {
  private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";

  private Sandbox sandbox;
  private ApiClient client;

  @BeforeEach
  void start() {
    SandboxConfig memory = SandboxConfig.inMemory();
    sandbox =
        Sandbox.start(
            new SandboxConfig(
                Optional.empty(), 0, Optional.empty(), 1, memory.pace(), memory.clock(), true));
    client = ApiClient.of(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private String token(String account, String spec) throws IOException, InterruptedException {
    ApiClient.Answer answer =
        client.post(ACCOUNTS + "/" + account + "/token", "{\"spec\": %s}".formatted(spec));
    assertThat(answer.code()).as(answer.text()).isEqualTo(201);
    return answer.object().at("/status/token").asText();
  }

  private ApiClient.Answer whoami(ApiClient who) throws IOException, InterruptedException {
    return who.post(
        "/apis/authentication.k8s.io/v1/selfsubjectreviews",
        "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"SelfSubjectReview\"}");
  }

  private void account(String name) throws IOException, InterruptedException {
    client.post(ACCOUNTS, "{\"metadata\": {\"name\": \"%s\"}}".formatted(name));
  }

  @Test
  void aTokenSaysWhoseItIsUntilTheAccountGoes() throws Exception {
    account("robot");
    ApiClient robot = client.with(token("robot", "{}"));
    JsonNode user = whoami(robot).object().at("/status/userInfo");
    assertThat(user.path("username").asText()).isEqualTo("system:serviceaccount:default:robot");
    assertThat(user.path("groups").toString())
        .isEqualTo(
            "[\"system:serviceaccounts\",\"system:serviceaccounts:default\",\"system:authenticated\"]");
    assertThat(robot.get("/api/v1/nodes").object().path("message").asText())
        .isEqualTo(
            "nodes is forbidden: User \"system:serviceaccount:default:robot\" cannot list resource"
                + " \"nodes\" in API group \"\" at the cluster scope");

    sandbox
        .objects()
        .delete(new ResourceId("", "ServiceAccount", "default", "robot"), "Background");
    assertThat(whoami(robot).code()).isEqualTo(401);
    // Another account of that name is somebody else.
    account("robot");
    assertThat(whoami(robot).code()).isEqualTo(401);
  }

  @Test
  void aTokenOfAPodGoesWithThePod() throws Exception {
    client.post(
        "/api/v1/namespaces/default/pods",
        """
        {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "nginx"}]}}
        """);
    String bound =
        "{\"boundObjectRef\": {\"kind\": \"Pod\", \"apiVersion\": \"v1\", \"name\": \"p\"}}";
    ApiClient robot = client.with(token("default", bound));
    JsonNode extra = whoami(robot).object().at("/status/userInfo/extra");
    assertThat(extra.path("authentication.kubernetes.io/pod-name").path(0).asText()).isEqualTo("p");
    ResourceId pod = new ResourceId("", "Pod", "default", "p");
    sandbox.objects().deleteNow(sandbox.objects().get(pod).orElseThrow());
    assertThat(whoami(robot).code()).isEqualTo(401);
  }

  @Test
  void aLastingTokenStandsInItsSecretAndGoesWithIt() throws Exception {
    account("robot");
    String secrets = "/api/v1/namespaces/default/secrets";
    client.post(
        secrets,
        """
        {"type": "kubernetes.io/service-account-token",
         "metadata": {"name": "lasting", "annotations": {"kubernetes.io/service-account.name": "robot"}}}
        """);
    String encoded = "";
    for (int i = 0; i < 6000 && encoded.isEmpty(); i++) {
      Thread.sleep(10);
      encoded = client.get(secrets + "/lasting").object().at("/data/token").asText();
    }
    ApiClient robot =
        client.with(new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII));
    assertThat(whoami(robot).object().at("/status/userInfo/username").asText())
        .isEqualTo("system:serviceaccount:default:robot");

    ResourceId secret = new ResourceId("", "Secret", "default", "lasting");
    sandbox
        .objects()
        .delete(new ResourceId("", "ServiceAccount", "default", "robot"), "Background");
    for (int i = 0; i < 6000 && sandbox.objects().get(secret).isPresent(); i++) {
      Thread.sleep(10);
    }
    assertThat(sandbox.objects().get(secret)).isEmpty();
    assertThat(whoami(robot).code()).isEqualTo(401);
  }

  @Test
  void aTokenForSomebodyElseIsNoneHere() throws Exception {
    String other = token("default", "{\"audiences\": [\"vault\"]}");
    assertThat(whoami(client.with(other)).code()).isEqualTo(401);
    JsonNode status = review(other, "[\"vault\"]");
    assertThat(status.path("authenticated").asBoolean()).isTrue();
    assertThat(status.path("audiences").toString()).isEqualTo("[\"vault\"]");
    assertThat(review(other, "[]").path("authenticated").asBoolean()).isFalse();
  }

  private JsonNode review(String token, String audiences) throws IOException, InterruptedException {
    return client
        .post(
            "/apis/authentication.k8s.io/v1/tokenreviews",
            """
            {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview",
             "spec": {"token": "%s", "audiences": %s}}
            """
                .formatted(token, audiences))
        .object()
        .path("status");
  }

  @Test
  void aTokenThatSomebodyChangedIsNone() throws Exception {
    String[] parts = token("default", "{}").split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = claims.replace(":default:default", ":kube-system:default");
    String forged =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(other.getBytes(StandardCharsets.UTF_8));
    assertThat(other).isNotEqualTo(claims);
    assertThat(whoami(client.with(parts[0] + "." + forged + "." + parts[2])).code()).isEqualTo(401);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(whoami(client.with(none + "." + parts[1] + ".")).code()).isEqualTo(401);
  }

  @Test
  void anybodyCanVerifyATokenByThePublishedKey() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode about = client.get("/.well-known/openid-configuration").object();
    assertThat(about.path("issuer").asText()).isEqualTo(AccountTokens.ISSUER);
    String path = about.path("jwks_uri").asText().substring(client.server().length());
    JsonNode key = client.get(path).object().path("keys").path(0);
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point = new ECPoint(number(key, "x"), number(key, "y"));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
    String token = token("default", "{}");
    int dot = token.lastIndexOf('.');
    signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)))).isTrue();
    JsonNode header =
        mapper.readTree(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
    assertThat(header.path("kid")).isEqualTo(key.path("kid"));
  }

  private static BigInteger number(JsonNode key, String coordinate) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(coordinate).asText()));
  }
}
