package dev.tend.cli.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.cli.output.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmServerIT {
  @TempDir Path folder;
  private @Nullable WarmServer server;

  private void serve(ToIntBiFunction<Environment, String[]> commands) {
    server = WarmServer.start(folder, commands).orElseThrow();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Caller caller() {
    return new Caller(folder);
  }

  @Test
  void aCommandSeesItsCallersWorldAndTheCallerItsResult() {
    serve(
        (environment, arguments) -> {
          environment.out().print(String.join(" ", arguments) + " " + environment.variable("WHO"));
          environment.err().print(environment.workingDirectory() + environment.terminals());
          return 141;
        });
    Caller caller = caller().with("WHO", "jané").at("1");
    assertThat(caller.run("render", "a b", "ü")).hasValue(141);
    assertThat(caller.out()).isEqualTo("render a b ü jané");
    assertThat(caller.err()).isEqualTo(folder + "1");
  }

  @Test
  void largeOutputArrivesWhole() {
    String line = "0123456789".repeat(10) + "\n";
    serve(
        (environment, arguments) -> {
          for (int i = 0; i < 20_000; i++) {
            environment.out().print(line);
          }
          return 0;
        });
    Caller caller = caller();
    assertThat(caller.run("render")).hasValue(0);
    assertThat(caller.out()).isEqualTo(line.repeat(20_000));
  }

  @Test
  void inputIsReadWhenTheCommandReads() {
    serve(
        (environment, arguments) -> {
          if (arguments.length == 1) {
            return 0;
          }
          try {
            environment.out().write(environment.in().readAllBytes());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return 0;
        });
    byte[] large = "some words ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    Caller reads = caller().reading(new ByteArrayInputStream(large));
    assertThat(reads.run("render", "-")).hasValue(0);
    assertThat(reads.out()).isEqualTo(new String(large, StandardCharsets.UTF_8));

    InputStream untouched = new ByteArrayInputStream(large);
    assertThat(caller().reading(untouched).run("render")).hasValue(0);
    assertThat(untouched).hasBinaryContent(large);
  }

  @Test
  void inputThatCannotBeReadIsSaidToTheCommand() {
    serve(
        (environment, arguments) -> {
          try {
            return environment.in().read();
          } catch (IOException e) {
            environment.err().print(e.getMessage());
            return 3;
          }
        });
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Is a directory");
          }
        };
    Caller caller = caller().reading(broken);
    assertThat(caller.run("render", "-")).hasValue(3);
    assertThat(caller.err()).isEqualTo("Is a directory");
  }

  @Test
  void ctrlCInterruptsTheCommandAndItsAnswerCounts() throws Exception {
    CountDownLatch listens = new CountDownLatch(1);
    CountDownLatch forever = new CountDownLatch(1);
    serve(
        (environment, arguments) -> {
          Thread self = Thread.currentThread();
          environment.signals().accept(self::interrupt);
          listens.countDown();
          try {
            forever.await();
            return 0;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            environment.err().print("stopped halfway");
            return 130;
          }
        });
    Caller caller = caller();
    CompletableFuture<OptionalInt> run =
        CompletableFuture.supplyAsync(() -> caller.run("apply", "slow", "--sandbox"));
    listens.await();
    caller.signal().run();
    assertThat(run.join()).hasValue(130);
    assertThat(caller.err()).isEqualTo("stopped halfway");
  }

  @Test
  void ctrlCEndsACommandThatDoesNotListen() {
    CountDownLatch forever = new CountDownLatch(1);
    serve(
        (environment, arguments) -> {
          try {
            forever.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 0;
        });
    Caller caller = caller();
    CompletableFuture<OptionalInt> run =
        CompletableFuture.supplyAsync(() -> caller.run("apply", "slow", "--sandbox"));
    caller.signal().run();
    assertThat(run.join()).hasValue(130);
    forever.countDown();
  }

  @Test
  void anotherBuildOrNobodyAtTheSocketMeansThatTheCallerRunsItItself() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    serve(
        (environment, arguments) -> {
          ran.set(true);
          return 0;
        });
    String home = System.getProperty("tend.home", "");
    System.setProperty("tend.home", folder.toString());
    try {
      assertThat(caller().run("render")).isEmpty();
    } finally {
      System.setProperty("tend.home", home);
    }
    stop();
    assertThat(caller().run("render")).isEmpty();
    Files.createFile(WarmServer.socket(folder));
    assertThat(caller().run("render")).isEmpty();
    assertThat(ran).isFalse();
  }

  @Test
  void onlyItsOwnerMayEnter() throws Exception {
    serve((environment, arguments) -> 0);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(WarmServer.socket(folder))))
        .isEqualTo("rw-------");
  }

  @Test
  void aFolderTooDeepForASocketIsNoFault() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("deep".repeat(30)));
    assertThat(WarmServer.start(deep, (environment, arguments) -> 0)).isEmpty();
  }
}
