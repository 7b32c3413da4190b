package dev.tend.apply.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.KnownFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigIT {
  @TempDir Path folder;
  private Path contexts;
  private Path clusters;

  @BeforeEach
  void write() throws IOException {
    Path plugin =
        file(
            "plugin.sh",
            """
            echo "a warning" >&2
            n=$(($(cat "$COUNTER" 2>/dev/null || echo 0) + 1))
            echo $n > "$COUNTER"
            case "$KUBERNETES_EXEC_INFO" in *test.example*) ;; *) exit 9 ;; esac
            expiry=2020-01-01T00:00:00Z
            [ $n -le 2 ] || expiry=2099-01-01T00:00:00Z
            printf '{"status":{"token":"%s %d","expirationTimestamp":"%s"}}' "$1" $((n - 1)) $expiry
            """);
    contexts =
        file(
            "contexts",
            """
            current-context: prod
            contexts:
            - {name: prod, context: {cluster: prod, user: alice, namespace: shop}}
            - {name: test, context: {cluster: test, user: bob}}
            - {name: broken, context: {cluster: test, user: mallory}}
            users:
            - {name: alice, user: {token: from-contexts}}
            - name: mallory
              user:
                exec: {command: "false", installHint: get a better one}
            - name: bob
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: sh
                  args: [%s, "from $exec"]
                  env: [{name: COUNTER, value: %s}]
                  provideClusterInfo: true
            """
                .formatted(plugin, folder.resolve("counter")));
    clusters =
        file(
            "clusters",
            """
            current-context: other
            clusters:
            - {name: prod, cluster: {server: "https://prod.example:6443"}}
            - {name: test, cluster: {server: "https://test.example"}}
            users:
            - {name: alice, user: {token: from-clusters}}
            - {name: carol, user: {tokenFile: "%s"}}
            contexts:
            - {name: other, context: {cluster: test, user: carol}}
            - {name: lost, context: {cluster: nowhere, user: carol}}
            """
                .formatted(file("token", "from-file\n")));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        content.contains("contexts:") ? "apiVersion: v1\nkind: Config\n" + content : content);
  }

  private Endpoint find(Map<String, String> environment, String context) {
    return new Kubeconfig(environment, folder.resolve("nowhere"), Clock.systemUTC())
        .find(Optional.empty(), Optional.of(context).filter(name -> !name.isEmpty()));
  }

  private Map<String, String> both() {
    return Map.of(
        "PATH",
        System.getenv("PATH"),
        "KUBECONFIG",
        String.join(
            File.pathSeparator,
            contexts.toString(),
            folder.resolve("absent").toString(),
            clusters.toString()));
  }

  @Test
  void mergesTheFilesOfKubeconfigTheFirstToSetAValueWins() {
    Endpoint endpoint = find(both(), "");

    assertThat(endpoint.server()).isEqualTo("https://prod.example:6443");
    assertThat(endpoint.context()).isEqualTo("prod");
    assertThat(endpoint.namespace()).isEqualTo("shop");
    assertThat(endpoint.config().getAutoOAuthToken()).isEqualTo("from-contexts");
  }

  @Test
  void anotherContextMayBeNamed() {
    Endpoint endpoint = find(both(), "other");

    assertThat(endpoint.server()).isEqualTo("https://test.example");
    assertThat(endpoint.namespace()).isEqualTo("default");
    assertThat(endpoint.config().getAutoOAuthToken()).isNull();
    assertThat(endpoint.config().getOauthTokenProvider().getToken()).isEqualTo("from-file");
  }

  @Test
  void aPluginGivesTheTokenAgainOnceItExpired() {
    Endpoint endpoint = find(both(), "test");

    assertThat(endpoint.config().getOauthTokenProvider().getToken()).isEqualTo("from $exec 1");
    assertThat(endpoint.config().getOauthTokenProvider().getToken())
        .as("the first token expired long ago")
        .isEqualTo("from $exec 2");
    assertThat(endpoint.config().getOauthTokenProvider().getToken())
        .as("the second one lasts")
        .isEqualTo("from $exec 2");
  }

  @Test
  void aPluginThatFailsIsAFailureWithItsHint() {
    assertThatThrownBy(() -> find(both(), "broken"))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> {
              assertThat(failure.message()).contains("false").contains("exit code 1");
              assertThat(failure.hint()).isEqualTo("get a better one");
            });
  }

  @Test
  void aContextThatIsNotThereIsAFailureThatNamesThoseThatAre() {
    assertThatThrownBy(() -> find(both(), "porud"))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> {
              assertThat(failure.message()).contains("no context named porud");
              assertThat(failure.hint())
                  .isEqualTo("--context takes one of: broken, lost, other, prod, test");
            });
  }

  @Test
  void aContextWithoutAServerIsAFailure() {
    assertThatThrownBy(() -> find(both(), "lost"))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("Context lost")
        .hasMessageContaining("isn't there");
  }

  @Test
  void aFileThatWasAskedForMustBeThere() {
    Path absent = folder.resolve("absent");

    assertThatThrownBy(() -> new Kubeconfig(both()).find(Optional.of(absent), Optional.empty()))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining(absent.toString());
  }

  @Test
  void aFileThatIsNoKubeconfigIsAFailure() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken"), "contexts: [{name: }\n");

    assertThatThrownBy(() -> new Kubeconfig(Map.of()).find(Optional.of(broken), Optional.empty()))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining(broken.toString());
  }

  @Test
  void withoutKubeconfigTheHomeFolderIsLookedAt() throws IOException {
    Path kube = Files.createDirectories(folder.resolve("home/.kube"));
    Files.copy(clusters, kube.resolve("config"));

    assertThat(find(Map.of("HOME", folder.resolve("home").toString()), "").server())
        .isEqualTo("https://test.example");
  }

  @Test
  void insideAClusterTheServiceAccountIsUsed() throws IOException {
    Path account = Files.createDirectories(folder.resolve("account"));
    Files.writeString(account.resolve("token"), "mounted");
    Files.writeString(account.resolve("namespace"), "robots");
    Map<String, String> environment =
        Map.of(
            "HOME", folder.toString(),
            "KUBERNETES_SERVICE_HOST", "fd00::1",
            "KUBERNETES_SERVICE_PORT", "443");

    Endpoint endpoint =
        new Kubeconfig(environment, account, Clock.systemUTC())
            .find(Optional.empty(), Optional.empty());

    assertThat(endpoint.server()).isEqualTo("https://[fd00::1]:443");
    assertThat(endpoint.namespace()).isEqualTo("robots");
    assertThat(endpoint.config().getOauthTokenProvider().getToken()).isEqualTo("mounted");
  }

  @Test
  void withNothingAtAllTheSandboxIsHintedAt() {
    assertThatThrownBy(() -> find(Map.of("HOME", folder.resolve("nobody").toString()), ""))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> {
              assertThat(failure.message()).contains("No cluster is configured");
              assertThat(failure.hint()).contains("--sandbox");
            });
  }

  @Test
  void descriptionsHoldNoSecret() {
    assertThat(find(both(), "").toString())
        .contains("https://prod.example:6443")
        .contains("context prod")
        .doesNotContain("from-contexts");
  }
}
