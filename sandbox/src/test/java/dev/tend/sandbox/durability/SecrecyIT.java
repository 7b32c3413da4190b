package dev.tend.sandbox.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who can reach a sandbox, and who can read what lets them in. */
class SecrecyIT {
  @TempDir Path temporary;
  private Path folder;
  private Sandbox sandbox;
  private ApiClient client;

  @BeforeEach
  void start() {
    folder = temporary.resolve("state");
    SandboxConfig memory = SandboxConfig.inMemory();
    sandbox =
        Sandbox.start(
            new SandboxConfig(
                Optional.of(folder),
                0,
                Optional.empty(),
                memory.nodes(),
                memory.pace(),
                memory.clock()));
    client = ApiClient.of(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void onlyThisMachineReachesIt() throws Exception {
    int port = sandbox.url().getPort();
    assertThat(sandbox.url().getHost()).isEqualTo("127.0.0.1");
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress other : others) {
      assertThatThrownBy(() -> new Socket(other, port).close())
          .as(other.toString())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void nobodyElsesAuthoritySpeaksForIt() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(client.server() + "/version")).GET().build();
    assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void plainTextIsNotSpoken() {
    URI plain = URI.create("http://127.0.0.1:" + sandbox.url().getPort() + "/version");
    HttpRequest request = HttpRequest.newBuilder(plain).GET().build();
    assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void nobodyComesInWithoutAToken() throws Exception {
    for (String path : List.of("/", "/version", "/readyz", "/api/v1/secrets", "/nowhere")) {
      assertThat(client.with("").get(path).code()).as(path).isEqualTo(401);
      assertThat(client.with("x").get(path).code()).as(path).isEqualTo(401);
    }
    assertThat(client.get("/version").code()).isEqualTo(200);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyItsOwnerReadsWhatLetsThemIn() throws Exception {
    assertThat(permissions(folder)).isEqualTo("rwx------");
    for (String secret : List.of("kubeconfig.yaml", "token", "server.key", "sa.key")) {
      assertThat(permissions(folder.resolve(secret))).as(secret).isEqualTo("rw-------");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
