package dev.tend.apply.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program that a kubeconfig names to get credentials (client.authentication.k8s.io). It is run as
 * kubectl does: no shell, its own errors on our standard error, again when what it gave expires.
 */
final class ExecPlugin {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So that a token doesn't expire on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final ExecConfig exec;
  private final Path kubeconfig;
  private final Optional<Cluster> cluster;
  private final Map<String, String> environment;
  private final Clock clock;
  private Optional<Credential> current = Optional.empty();

  ExecPlugin(
      ExecConfig exec,
      Path kubeconfig,
      Optional<Cluster> cluster,
      Map<String, String> environment,
      Clock clock) {
    this.exec = exec;
    this.kubeconfig = kubeconfig;
    this.cluster = cluster;
    this.environment = environment;
    this.clock = clock;
  }

  /** What the program gave; a token or a certificate with its key, empty where there is none. */
  record Credential(String token, String certificate, String key, Optional<Instant> expiry) {
    @Override
    public String toString() {
      return "credential until " + expiry;
    }
  }

  synchronized Credential credential() {
    boolean fresh =
        current
            .filter(
                known ->
                    known.expiry().isEmpty()
                        || clock.instant().plus(MARGIN).isBefore(known.expiry().get()))
            .isPresent();
    if (!fresh) {
      current = Optional.of(run());
    }
    return current.get();
  }

  private Credential run() {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (exec.getEnv() != null) {
      exec.getEnv().forEach(v -> builder.environment().put(v.getName(), v.getValue()));
    }
    builder.environment().put("KUBERNETES_EXEC_INFO", execInfo().toString());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    if (isInteractive()) {
      builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
    }
    try {
      Process process = builder.start();
      byte[] output = process.getInputStream().readAllBytes();
      int exit = process.waitFor();
      if (exit != 0) {
        throw failure("it ended with exit code " + exit, null);
      }
      return parse(output);
    } catch (IOException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("it was interrupted", e);
    }
  }

  private List<String> command() {
    String program = exec.getCommand();
    boolean relative = program.contains(File.separator) && !Path.of(program).isAbsolute();
    List<String> command = new ArrayList<>();
    command.add(
        relative
            ? kubeconfig.toAbsolutePath().resolveSibling(program).normalize().toString()
            : program);
    if (exec.getArgs() != null) {
      command.addAll(exec.getArgs());
    }
    return command;
  }

  private boolean isInteractive() {
    return System.console() != null && !"Never".equals(exec.getInteractiveMode());
  }

  private ObjectNode execInfo() {
    ObjectNode info = JSON.createObjectNode();
    info.put("apiVersion", exec.getApiVersion()).put("kind", "ExecCredential");
    ObjectNode spec = info.putObject("spec");
    spec.put("interactive", isInteractive());
    if (Boolean.TRUE.equals(exec.getProvideClusterInfo()) && cluster.isPresent()) {
      ObjectNode about = spec.putObject("cluster");
      about.put("server", cluster.get().getServer());
      if (cluster.get().getCertificateAuthorityData() != null) {
        about.put("certificate-authority-data", cluster.get().getCertificateAuthorityData());
      }
      if (Boolean.TRUE.equals(cluster.get().getInsecureSkipTlsVerify())) {
        about.put("insecure-skip-tls-verify", true);
      }
    }
    return info;
  }

  private Credential parse(byte[] output) throws IOException {
    JsonNode answer = JSON.readTree(output);
    JsonNode status = answer == null ? JSON.missingNode() : answer.path("status");
    Credential credential =
        new Credential(
            status.path("token").asText(""),
            status.path("clientCertificateData").asText(""),
            status.path("clientKeyData").asText(""),
            expiry(status.path("expirationTimestamp").asText("")));
    if (credential.token().isEmpty() && credential.certificate().isEmpty()) {
      throw failure("it gave neither a token nor a certificate", null);
    }
    return credential;
  }

  private static Optional<Instant> expiry(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private KnownFailure failure(String why, @Nullable Throwable cause) {
    String hint = exec.getInstallHint();
    return new KnownFailure(
        "Couldn't get credentials from %s, which %s names: %s"
            .formatted(exec.getCommand(), kubeconfig, why),
        hint == null || hint.isEmpty() ? "Log in again, or run that program by hand" : hint,
        cause);
  }
}
