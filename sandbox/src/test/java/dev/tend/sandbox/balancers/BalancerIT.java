package dev.tend.sandbox.balancers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services of type LoadBalancer, and what rules give them. */
class BalancerIT {
  private static final String SERVICES = "/api/v1/namespaces/default/services";
  private static final int TRIES = 6000;

  private static final String RULES =
      """
      apiVersion: sandbox.tend.dev/v1alpha1
      kind: LoadBalancerRules
      metadata: {name: cloud}
      rules:
      - match: {labels: {wait: forever}}
        pending: true
      - match: {service: "named-*"}
        hostname: "{name}.{namespace}.lb.example.com"
        after: 2s
      - match: {}
        addresses: 172.18.255.0/30
      """;

  @TempDir Path folder;

  @Test
  void givesAddressesAndNamesByRule() throws Exception {
    try (Sandbox sandbox = start(Optional.of(RULES))) {
      ApiClient client = ApiClient.of(sandbox);
      create(client, "one", "", "");
      assertThat(ingress(client, "one"))
          .hasToString("[{\"ip\":\"172.18.255.1\",\"ipMode\":\"VIP\"}]");
      create(client, "named-two", "", "");
      assertThat(ingress(client, "named-two"))
          .hasToString("[{\"hostname\":\"named-two.default.lb.example.com\"}]");
      create(client, "three", "", "");
      assertThat(ingress(client, "three").at("/0/ip").asText()).isEqualTo("172.18.255.2");
      create(client, "forever", "\"labels\": {\"wait\": \"forever\"},", "");
      create(client, "classed", "", "\"loadBalancerClass\": \"example.com/other\",");

      client.call("DELETE", SERVICES + "/one", MissingNode.getInstance(), "application/json");
      until(client, "one", JsonNode::isMissingNode);
      create(client, "four", "", "");
      assertThat(ingress(client, "four").at("/0/ip").asText()).isEqualTo("172.18.255.1");
      assertThat(get(client, "forever").at("/status/loadBalancer").isEmpty()).isTrue();
      assertThat(get(client, "classed").at("/status/loadBalancer").isEmpty()).isTrue();
    }
  }

  @Test
  void takesBackWhatAnotherTypeHasNoUseFor() throws Exception {
    try (Sandbox sandbox = start(Optional.of(RULES))) {
      ApiClient client = ApiClient.of(sandbox);
      create(client, "one", "", "");
      assertThat(ingress(client, "one").isEmpty()).isFalse();
      ApiClient.Answer answer =
          client.call(
              "PATCH",
              SERVICES + "/one",
              new com.fasterxml.jackson.databind.ObjectMapper()
                  .readTree("{\"spec\": {\"type\": \"ClusterIP\"}}"),
              "application/merge-patch+json");
      assertThat(answer.object().at("/status/loadBalancer").isEmpty()).isTrue();
      JsonNode free =
          until(client, "one", service -> service.at("/metadata/finalizers").isMissingNode());
      assertThat(free.at("/spec/type")).isEqualTo(TextNode.valueOf("ClusterIP"));
    }
  }

  @Test
  void staysPendingWithoutRules() throws Exception {
    try (Sandbox sandbox = start(Optional.empty())) {
      ApiClient client = ApiClient.of(sandbox);
      create(client, "one", "", "");
      until(client, "one", service -> !service.at("/spec/clusterIP").isMissingNode());
      assertThat(get(client, "one").at("/metadata/finalizers").isMissingNode()).isTrue();
    }
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> BalancerRules.of(RULES.replace("addresses:", "adresses:")))
        .isInstanceOf(KnownFailure.class)
        .hasMessageEndingWith("at rules[2].adresses: unknown field");
    assertThatThrownBy(() -> BalancerRules.of(RULES.replace("172.18.255.0/30", "everything")))
        .isInstanceOf(KnownFailure.class)
        .hasMessageEndingWith("at rules[2].addresses: expected a range such as 172.18.255.0/24");
  }

  private Sandbox start(Optional<String> rules) throws Exception {
    SandboxConfig memory = SandboxConfig.inMemory();
    Path file = folder.resolve("rules.yaml");
    if (rules.isPresent()) {
      Files.writeString(file, rules.get());
    }
    return Sandbox.start(
        new SandboxConfig(
            Optional.empty(), 0, rules.map(text -> file), 1, memory.pace(), memory.clock()));
  }

  private static void create(ApiClient client, String name, String metadata, String spec)
      throws Exception {
    ApiClient.Answer answer =
        client.post(
            SERVICES,
            """
            {"apiVersion": "v1", "kind": "Service", "metadata": {%s "name": "%s"},
             "spec": {%s "type": "LoadBalancer", "ports": [{"port": 80}]}}
            """
                .formatted(metadata, name, spec));
    assertThat(answer.code()).as(answer.text()).isEqualTo(201);
  }

  private static JsonNode ingress(ApiClient client, String name) throws Exception {
    return until(client, name, service -> !service.at("/status/loadBalancer/ingress").isEmpty())
        .at("/status/loadBalancer/ingress");
  }

  private static JsonNode get(ApiClient client, String name) throws Exception {
    ApiClient.Answer answer = client.get(SERVICES + "/" + name);
    return answer.code() == 404 ? MissingNode.getInstance() : answer.object();
  }

  private static JsonNode until(ApiClient client, String name, Predicate<JsonNode> expected)
      throws Exception {
    JsonNode service = get(client, name);
    for (int i = 0; i < TRIES && !expected.test(service); i++) {
      Thread.sleep(10);
      service = get(client, name);
    }
    assertThat(expected.test(service)).as(service.toString()).isTrue();
    return service;
  }
}
