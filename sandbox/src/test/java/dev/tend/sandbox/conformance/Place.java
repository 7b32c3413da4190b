package dev.tend.sandbox.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where transcripts are played: a cluster, and the kubectl that talks to it. */
final class Place implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("\"gitVersion\": ?\"([^\"]+)\"");

  private final Kubectl kubectl;
  private final Path kubeconfig;
  private final Path work;
  private final String cluster;
  private final String user;
  private final String serverVersion;

  /**
   * @param work a folder for the transcripts' own folders
   */
  Place(Kubectl kubectl, Path kubeconfig, Path work) throws IOException, InterruptedException {
    this.kubectl = kubectl;
    this.kubeconfig = kubeconfig;
    this.work = work;
    Files.createDirectories(work.resolve("bin"));
    Files.createSymbolicLink(work.resolve("bin").resolve("kubectl"), kubectl.binary());
    Path home = Files.createDirectories(work.resolve("home"));
    Shell shell = new Shell(home, environment(home, kubeconfig.toString()));
    String context = "'{.contexts[0].context.cluster} {.contexts[0].context.user}'";
    Output names = shell.run("kubectl config view --minify -o jsonpath=" + context);
    Output version = shell.run("kubectl get --raw /version");
    Matcher matcher = SERVER.matcher(String.join("\n", version.out()));
    if (names.exit() != 0 || !matcher.find()) {
      throw new IOException("no cluster at " + kubeconfig + ": " + names.err() + version.err());
    }
    String[] both = names.out().getFirst().split(" ", -1);
    this.cluster = both[0];
    this.user = both[1];
    this.serverVersion = matcher.group(1);
  }

  Kubectl kubectl() {
    return kubectl;
  }

  String versions() {
    return "server %s, kubectl %s".formatted(serverVersion, kubectl.version());
  }

  /** A shell in an empty folder whose kubectl works in the namespace. */
  Shell shell(Transcript transcript) throws IOException {
    Path folder = Files.createDirectories(folder(transcript));
    Path home = Files.createDirectories(work.resolve("homes").resolve(transcript.namespace()));
    Path context = home.resolve("context.yaml");
    Files.writeString(
        context,
        """
        apiVersion: v1
        kind: Config
        current-context: conformance
        contexts:
        - name: conformance
          context: {cluster: "%s", user: "%s", namespace: "%s"}
        """
            .formatted(cluster, user, transcript.namespace()));
    return new Shell(folder, environment(home, context + ":" + kubeconfig));
  }

  Path folder(Transcript transcript) {
    return work.resolve("runs").resolve(transcript.namespace());
  }

  /** The link goes by itself: what cleans the folder up warns of those that lead out of it. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(work.resolve("bin").resolve("kubectl"));
  }

  private Map<String, String> environment(Path home, String config) {
    String path = work.resolve("bin") + ":" + System.getenv().getOrDefault("PATH", "");
    return Map.of(
        "PATH",
        path,
        "HOME",
        home.toString(),
        "TMPDIR",
        home.toString(),
        "KUBECONFIG",
        config,
        "LC_ALL",
        "C",
        "TZ",
        "UTC");
  }
}
