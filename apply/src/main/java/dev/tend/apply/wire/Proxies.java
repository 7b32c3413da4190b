package dev.tend.apply.wire;

import io.fabric8.kubernetes.client.Config;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Through which proxy to reach a server: the kubeconfig's, else the environment's. */
final class Proxies {
  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

  private Proxies() {}

  /**
   * @param fromKubeconfig the cluster's {@code proxy-url}; empty where it has none
   */
  static void configure(
      Config config, Optional<String> fromKubeconfig, Map<String, String> environment) {
    String host = Optional.ofNullable(URI.create(config.getMasterUrl()).getHost()).orElse("");
    List<String> exempt = exemptions(environment);
    boolean direct = THIS_MACHINE.contains(host) || exempt.contains("*");
    if (fromKubeconfig.isPresent()) {
      // fabric8 would use a http proxy for http servers only.
      config.setHttpProxy(fromKubeconfig.get());
      config.setHttpsProxy(fromKubeconfig.get());
    } else if (!direct) {
      variable("https_proxy", environment).map(Proxies::withPort).ifPresent(config::setHttpsProxy);
      variable("http_proxy", environment).map(Proxies::withPort).ifPresent(config::setHttpProxy);
      config.setNoProxy(exempt.toArray(String[]::new));
    }
  }

  private static List<String> exemptions(Map<String, String> environment) {
    return Arrays.stream(variable("no_proxy", environment).orElse("").split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        // fabric8 matches ends of names and refuses this way of saying so.
        .map(entry -> entry.startsWith("*.") ? entry.substring(1) : entry)
        .filter(entry -> entry.equals("*") || entry.matches("[\\w.\\-/:]+"))
        .toList();
  }

  private static Optional<String> variable(String name, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .filter(value -> !value.isEmpty());
  }

  private static String withPort(String proxy) {
    String url = proxy.contains("://") ? proxy : "http://" + proxy;
    URI uri = URI.create(url);
    if (uri.getPort() >= 0) {
      return url;
    }
    String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return bare + (uri.getScheme().equals("https") ? ":443" : ":80");
  }
}
