package dev.tend.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient;
import dev.tend.sandbox.store.ObjectApi;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class FurnishingIT {
  private static final ResourceId ACCOUNT =
      new ResourceId("", "ServiceAccount", "default", "default");
  private static final ResourceId AUTHORITY =
      new ResourceId("", "ConfigMap", "default", "kube-root-ca.crt");

  @Test
  void whatEachNamespaceHasComesBack() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxConfig.inMemory())) {
      ObjectApi api = sandbox.objects();
      ObjectNode account = api.get(ACCOUNT).orElseThrow();
      api.delete(ACCOUNT, "Background");
      until(() -> api.get(ACCOUNT).filter(one -> !one.equals(account)).isPresent());

      ObjectNode authority = api.get(AUTHORITY).orElseThrow();
      ObjectNode changed = authority.deepCopy();
      changed.withObject("/data").put("ca.crt", "mine");
      api.update(changed, "test");
      until(() -> api.get(AUTHORITY).orElseThrow().path("data").equals(authority.path("data")));
      api.delete(AUTHORITY, "Background");
      until(() -> api.get(AUTHORITY).isPresent());
    }
  }

  @Test
  void theComponentsSayThatTheyAreWell() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxConfig.inMemory())) {
      ApiClient client = ApiClient.of(sandbox);
      ApiClient.Answer answer =
          client.send(
              client
                  .request("GET", "/api/v1/componentstatuses", MissingNode.getInstance(), "")
                  .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io"));
      assertThat(answer.object().path("rows"))
          .extracting(row -> row.path("cells").toString())
          .containsExactly(
              "[\"controller-manager\",\"Healthy\",\"ok\",\"\"]",
              "[\"etcd-0\",\"Healthy\",\"ok\",\"\"]",
              "[\"scheduler\",\"Healthy\",\"ok\",\"\"]");
      assertThat(answer.warnings()).containsExactly("v1 ComponentStatus is deprecated in v1.19+");
    }
  }

  @Test
  void standardRolesAreThereAndWhole() {
    try (Sandbox sandbox = Sandbox.start(SandboxConfig.inMemory())) {
      ObjectApi api = sandbox.objects();
      // As in a fresh cluster of 1.34.4.
      assertThat(rules(api, "admin")).isEqualTo(27);
      assertThat(rules(api, "edit")).isEqualTo(25);
      assertThat(rules(api, "view")).isEqualTo(11);
      assertThat(rules(api, "cluster-admin")).isEqualTo(2);
    }
  }

  private static int rules(ObjectApi api, String name) {
    return api.get(new ResourceId("rbac.authorization.k8s.io", "ClusterRole", "", name))
        .orElseThrow()
        .path("rules")
        .size();
  }

  private static void until(BooleanSupplier wanted) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!wanted.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(wanted.getAsBoolean()).isTrue();
  }
}
