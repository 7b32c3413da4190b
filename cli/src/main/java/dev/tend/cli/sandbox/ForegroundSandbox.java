package dev.tend.cli.sandbox;

import dev.tend.apply.wire.Transport;
import dev.tend.cli.Interrupt;
import dev.tend.cli.output.Environment;
import dev.tend.cli.warm.WarmServer;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.schema.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/** Serves the sandbox in this process. */
public final class ForegroundSandbox {
  /** What {@code tend sandbox up} may set. */
  public record Options(
      int port,
      Optional<Path> rules,
      int nodes,
      Duration pace,
      boolean rbac,
      Optional<KubernetesVersion> version) {
    public static final Options DEFAULT =
        new Options(0, Optional.empty(), 3, Duration.ofMillis(300), false, Optional.empty());

    /** The same at a version of Kubernetes. */
    Options at(Optional<KubernetesVersion> other) {
      return new Options(port, rules, nodes, pace, rbac, other);
    }

    /** As words of a command line, for the background process. */
    List<String> words() {
      List<String> words = new ArrayList<>();
      words.addAll(List.of("--port", String.valueOf(port)));
      words.addAll(List.of("--nodes", String.valueOf(nodes)));
      words.addAll(List.of("--pace", pace.toMillis() + "ms"));
      rules.ifPresent(file -> words.addAll(List.of("--rules", file.toAbsolutePath().toString())));
      if (rbac) {
        words.add("--rbac");
      }
      version.ifPresent(one -> words.addAll(List.of("--kubernetes-version", one.toString())));
      return words;
    }
  }

  /** How notices begin, so that whoever starts this in the background finds them. */
  static final String NOTICE = "notice: ";

  private final Path folder;
  private final Options options;
  private final Environment environment;
  private final Commands commands;

  /** Runs the command lines that other processes hand over. */
  public interface Commands {
    /**
     * @param sandbox leads to the one that this process serves
     * @return the exit code
     */
    int run(Transport sandbox, Environment environment, String... arguments);
  }

  public ForegroundSandbox(
      Path folder, Options options, Environment environment, Commands commands) {
    this.folder = folder;
    this.options = options;
    this.environment = environment;
    this.commands = commands;
  }

  /**
   * Serves until a signal comes.
   *
   * @param notices takes what a person should know of the start
   */
  public void serve(Interrupt interrupt, Consumer<String> notices) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new KnownFailure("making the folder " + folder + ": " + e.getMessage(), "", e);
    }
    SandboxConfig config =
        new SandboxConfig(
            Optional.of(folder),
            options.port(),
            options.rules(),
            options.nodes(),
            options.pace(),
            environment.clock(),
            options.rbac(),
            options.version());
    interrupt.interrupts(Thread.currentThread());
    ProcessFile processFile = new ProcessFile(folder.resolve("process"));
    try (Sandbox sandbox = Sandbox.start(config);
        @Nullable WarmServer warm = WarmServer.start(folder, on(sandbox)).orElse(null)) {
      sandbox.recovery().ifPresent(what -> notices.accept(NOTICE + what));
      processFile.write();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // The signal to stop: closing has saved the state by now.
    } finally {
      processFile.delete();
    }
  }

  private ToIntBiFunction<Environment, String[]> on(Sandbox sandbox) {
    Transport direct = new DirectTransport(sandbox.server());
    return (caller, arguments) -> commands.run(direct, caller, arguments);
  }
}
