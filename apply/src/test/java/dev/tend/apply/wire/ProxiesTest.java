package dev.tend.apply.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private static Config configured(
      String server, Optional<String> fromKubeconfig, Map<String, String> environment) {
    Config config = Config.empty();
    config.setMasterUrl(server);
    Proxies.configure(config, fromKubeconfig, environment);
    return config;
  }

  @Test
  void theKubeconfigsProxyIsUsedForHttpsServersToo() {
    Config config =
        configured(
            "https://prod.example",
            Optional.of("http://proxy:3128"),
            Map.of("HTTPS_PROXY", "http://other:1"));

    assertThat(config.getHttpsProxy()).isEqualTo("http://proxy:3128");
  }

  @Test
  void elseTheEnvironmentsWithItsExemptions() {
    Config config =
        configured(
            "https://prod.example",
            Optional.empty(),
            Map.of("HTTPS_PROXY", "proxy", "no_proxy", "10.0.0.0/8, *.local ,bad entry!"));

    assertThat(config.getHttpsProxy()).isEqualTo("http://proxy:80");
    assertThat(config.getNoProxy()).containsExactly("10.0.0.0/8", ".local");
  }

  @Test
  void thisMachineIsReachedDirectly() {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:3128");

    assertThat(configured("https://127.0.0.1:6443", Optional.empty(), environment).getHttpsProxy())
        .isNull();
    assertThat(configured("https://[::1]:6443", Optional.empty(), environment).getHttpsProxy())
        .isNull();
  }

  @Test
  void aStarExemptsAll() {
    Config config =
        configured(
            "https://prod.example",
            Optional.empty(),
            Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", "*"));

    assertThat(config.getHttpsProxy()).isNull();
  }
}
