package dev.tend.sync.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Collections;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Serves a repository over ssh on the loopback interface. */
final class SshRemote implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair hostKey;

  SshRemote(TestRemote remote, PublicKey allowed) {
    hostKey = newKey();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, allowed));
    server.setCommandFactory((channel, command) -> new Serve(command, remote.repository()));
    try {
      server.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String url() {
    return "ssh://git@127.0.0.1:" + server.getPort() + "/ops.git";
  }

  /** A line for a known hosts file. */
  String knownHost() {
    return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic());
  }

  static KeyPair newKey() {
    try {
      return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static void write(KeyPair key, Path file, @Nullable String passphrase) {
    OpenSSHKeyEncryptionContext encryption = null;
    if (passphrase != null) {
      encryption = new OpenSSHKeyEncryptionContext();
      encryption.setPassword(passphrase);
      encryption.setCipherType("256");
    }
    try (var out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, out);
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static final class Serve extends AbstractCommandSupport {
    private final Repository repository;

    Serve(String command, Repository repository) {
      super(command, null);
      this.repository = repository;
    }

    @Override
    public void run() {
      int code = 0;
      try {
        UploadPack upload = new UploadPack(repository);
        String protocol = getEnvironment().getEnv().get("GIT_PROTOCOL");
        upload.setExtraParameters(
            protocol == null ? Collections.emptyList() : Collections.singletonList(protocol));
        upload.upload(getInputStream(), getOutputStream(), getErrorStream());
      } catch (IOException failure) {
        code = 1;
      }
      onExit(code);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
