package dev.tend.apply.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.NamedExtension;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the cluster to talk to by the rules that kubectl follows. */
public final class Kubeconfig {
  private static final String SANDBOX_HINT =
      "--kubeconfig or KUBECONFIG names a file, --sandbox uses the embedded control plane";
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final ObjectMapper BEANS =
      new ObjectMapper()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .addMixIn(NamedExtension.class, WithoutExtension.class);

  /** What an extension holds may be of any kind, and nobody asks for it. */
  @JsonIgnoreProperties("extension")
  private interface WithoutExtension {}

  private final Map<String, String> environment;
  private final Path serviceAccount;
  private final Clock clock;

  public Kubeconfig(Map<String, String> environment) {
    this(environment, SERVICE_ACCOUNT, Clock.systemUTC());
  }

  Kubeconfig(Map<String, String> environment, Path serviceAccount, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.serviceAccount = serviceAccount;
    this.clock = clock;
  }

  /**
   * The file that was asked for, else the files that KUBECONFIG names (the first to set a value
   * wins), else {@code ~/.kube/config}, else the service account of the pod that this runs in.
   */
  public Endpoint find(Optional<Path> asked, Optional<String> context) {
    if (asked.isPresent()) {
      if (!Files.isRegularFile(asked.get())) {
        throw new KnownFailure(
            "Couldn't read the kubeconfig %s: there is no such file".formatted(asked.get()),
            SANDBOX_HINT);
      }
      return fromFiles(List.of(asked.get()), context);
    }
    List<Path> files = standardFiles();
    if (!files.isEmpty()) {
      return fromFiles(files, context);
    }
    return inCluster()
        .orElseThrow(
            () ->
                new KnownFailure(
                    "No cluster is configured: there is no kubeconfig (%s)"
                        .formatted(
                            environment.getOrDefault(
                                "KUBECONFIG", "KUBECONFIG is unset, ~/.kube/config is absent")),
                    SANDBOX_HINT));
  }

  private List<Path> standardFiles() {
    String named = environment.getOrDefault("KUBECONFIG", "");
    List<Path> candidates = new ArrayList<>();
    if (named.isEmpty()) {
      String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
      candidates.add(Path.of(home, ".kube", "config"));
    } else {
      for (String name : named.split(File.pathSeparator, -1)) {
        if (!name.isEmpty()) {
          candidates.add(Path.of(name));
        }
      }
    }
    // As in kubectl, a file that KUBECONFIG names needn't be there.
    return candidates.stream().filter(Files::isRegularFile).filter(Kubeconfig::hasContent).toList();
  }

  private static boolean hasContent(Path file) {
    try {
      return Files.size(file) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Endpoint fromFiles(List<Path> files, Optional<String> asked) {
    String source = files.stream().map(Path::toString).collect(Collectors.joining(", "));
    var parsed = files.stream().map(Kubeconfig::parse).toList();
    String context =
        asked.orElseGet(
            () ->
                parsed.stream()
                    .map(io.fabric8.kubernetes.api.model.Config::getCurrentContext)
                    .filter(name -> name != null && !name.isEmpty())
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new KnownFailure(
                                "The kubeconfig (%s) has no current context".formatted(source),
                                contextHint(parsed))));
    if (contexts(parsed).noneMatch(named -> context.equals(named.getName()))) {
      throw new KnownFailure(
          "The kubeconfig (%s) has no context named %s".formatted(source, context),
          contextHint(parsed));
    }
    KubeconfigFiles.Selected selected =
        KubeconfigFiles.select(files, parsed, context)
            .orElseThrow(
                () ->
                    new KnownFailure(
                        "Context %s (%s) names a cluster or a user that isn't there"
                            .formatted(context, source),
                        contextHint(parsed)));
    Config config = Config.empty();
    Optional<ExecPlugin> plugin = selected.plugin(environment, clock);
    // With a provider in place fabric8 doesn't run the plugin, whose troubles it would swallow.
    plugin.ifPresent(exec -> config.setOauthTokenProvider(() -> exec.credential().token()));
    try {
      KubeConfigUtils.merge(
          config, context, parsed.toArray(io.fabric8.kubernetes.api.model.Config[]::new));
    } catch (KubernetesClientException e) {
      throw new KnownFailure(
          "Couldn't read the credentials of context %s (%s): %s"
              .formatted(context, source, e.getMessage()),
          "",
          e);
    }
    plugin.ifPresent(exec -> useCertificate(config, exec.credential()));
    Proxies.configure(config, Optional.ofNullable(selected.cluster().getProxyUrl()), environment);
    // fabric8 doesn't read tokenFile; the file may be rotated, so it is read for each request.
    selected.tokenFile().ifPresent(file -> config.setOauthTokenProvider(() -> read(file)));
    return endpoint(config, context, source);
  }

  private static void useCertificate(Config config, ExecPlugin.Credential credential) {
    if (!credential.certificate().isEmpty()) {
      config.setClientCertData(encoded(credential.certificate()));
      config.setClientKeyData(encoded(credential.key()));
      config.setClientKeyAlgo(Config.getKeyAlgorithm(null, config.getClientKeyData()));
    }
    if (credential.token().isEmpty()) {
      config.setOauthTokenProvider(null);
    }
  }

  private static String encoded(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  /** Read as any manifest is: fabric8's own reader first looks through all kinds that it knows. */
  private static io.fabric8.kubernetes.api.model.Config parse(Path file) {
    try {
      var read = YamlReader.readDocuments(new SourceText(file.toString(), Files.readString(file)));
      Optional<Problem> problem = read.problems().stream().filter(Problem::isError).findFirst();
      if (problem.isPresent()) {
        throw unreadable(
            file, problem.get().message() + ", line " + problem.get().location().line(), null);
      }
      if (read.documents().isEmpty()) {
        return new io.fabric8.kubernetes.api.model.Config();
      }
      JsonNode content = read.documents().getFirst().content();
      return BEANS.convertValue(content, io.fabric8.kubernetes.api.model.Config.class);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, rootMessage(e), e);
    }
  }

  private static KnownFailure unreadable(Path file, String why, @Nullable Throwable cause) {
    return new KnownFailure(
        "Couldn't read the kubeconfig %s: %s".formatted(file, why), SANDBOX_HINT, cause);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }

  private static Stream<NamedContext> contexts(
      List<io.fabric8.kubernetes.api.model.Config> parsed) {
    return parsed.stream()
        .flatMap(file -> file.getContexts() == null ? null : file.getContexts().stream());
  }

  private static String contextHint(List<io.fabric8.kubernetes.api.model.Config> parsed) {
    String names =
        contexts(parsed)
            .map(NamedContext::getName)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? SANDBOX_HINT : "--context takes one of: " + names;
  }

  private Optional<Endpoint> inCluster() {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    Path token = serviceAccount.resolve("token");
    if (host.isEmpty() || !Files.isRegularFile(token)) {
      return Optional.empty();
    }
    Config config = Config.empty();
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    config.setMasterUrl(
        "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/");
    config.setCaCertFile(serviceAccount.resolve("ca.crt").toString());
    // Mounted tokens are rotated: the file is read for each request.
    config.setOauthTokenProvider(() -> read(token));
    Path namespace = serviceAccount.resolve("namespace");
    config.setNamespace(Files.isRegularFile(namespace) ? read(namespace) : "default");
    return Optional.of(endpoint(config, "", "the pod's service account"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new KnownFailure("Couldn't read the token in " + file, "", e);
    }
  }

  private static Endpoint endpoint(Config config, String context, String source) {
    config.setUserAgent("tend");
    config.setRequestRetryBackoffLimit(0);
    String server = config.getMasterUrl();
    String namespace = config.getNamespace();
    return new Endpoint(
        config,
        server.endsWith("/") ? server.substring(0, server.length() - 1) : server,
        context,
        namespace == null || namespace.isEmpty() ? "default" : namespace,
        source);
  }
}
