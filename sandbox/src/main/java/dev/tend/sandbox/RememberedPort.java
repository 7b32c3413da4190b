package dev.tend.sandbox;

import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.http.HttpFront;
import dev.tend.sandbox.tls.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;

/** The port that a state folder was served on last, so that kubeconfigs stay right. */
final class RememberedPort {
  private final Optional<Path> file;

  RememberedPort(Optional<Path> stateFolder) {
    this.file = stateFolder.map(folder -> folder.resolve("port"));
  }

  /**
   * Opens on the wanted port; where any will do, on the one of last time if that is free.
   *
   * @param wanted 0 for any
   */
  HttpFront open(int wanted, IntFunction<HttpFront> opener) {
    HttpFront front;
    int last = wanted == 0 ? last() : 0;
    if (last == 0) {
      front = opener.apply(wanted);
    } else {
      front = openOrAny(last, opener);
    }
    remember(front.port());
    return front;
  }

  private static HttpFront openOrAny(int port, IntFunction<HttpFront> opener) {
    try {
      return opener.apply(port);
    } catch (KnownFailure e) {
      return opener.apply(0);
    }
  }

  private int last() {
    try {
      return file.isPresent() && Files.exists(file.get())
          ? Integer.parseInt(Files.readString(file.get()).strip())
          : 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private void remember(int port) {
    try {
      if (file.isPresent()) {
        OwnerOnly.write(file.get(), port + "\n");
      }
    } catch (IOException e) {
      // Next time it is another port: a nuisance, no reason not to serve.
    }
  }
}
