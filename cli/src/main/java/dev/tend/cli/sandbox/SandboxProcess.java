package dev.tend.cli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.cli.output.Console;
import dev.tend.cli.output.Environment;
import dev.tend.cli.output.Json;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.store.StateFolder;
import dev.tend.schema.KubernetesVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The control plane of one state folder, running in a process of its own or not at all. */
public final class SandboxProcess {
  private static final String ERROR = "error: ";
  private static final String TRY = "  try: ";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Path folder;
  private final Environment environment;
  private final Console console;

  public SandboxProcess(Path folder, Environment environment, Console console) {
    this.folder = folder;
    this.environment = environment;
    this.console = console;
  }

  /** The state folder. */
  public Path folder() {
    return folder;
  }

  /** What the background process writes. */
  public Path log() {
    return folder.resolve("sandbox.log");
  }

  private ProcessFile processFile() {
    return new ProcessFile(folder.resolve("process"));
  }

  /** The process that serves this folder. */
  public Optional<ProcessHandle> running() {
    return processFile().read();
  }

  /** The kubeconfig of the running control plane. */
  public Optional<Path> kubeconfig() {
    return running().isPresent()
        ? Optional.of(Sandbox.kubeconfigFile(folder)).filter(Files::exists)
        : Optional.empty();
  }

  /** Whether it has been up before, and not been reset since. */
  public boolean hasState() {
    return Sandbox.servedVersion(folder).isPresent();
  }

  /** Fails where it runs as another version of Kubernetes than the wanted one. */
  public void refuseOther(KubernetesVersion wanted) {
    Optional<KubernetesVersion> served =
        running().flatMap(process -> Sandbox.servedVersion(folder));
    if (served.isPresent() && !served.get().equals(wanted)) {
      throw new KnownFailure(
          "the sandbox is running as Kubernetes " + served.get() + ", not " + wanted,
          wanted.compareTo(served.get()) < 0
              // What it has stored can't be read by an older one.
              ? "stop and empty it first: tend sandbox down, then tend sandbox reset"
              : "stop it first: tend sandbox down");
    }
  }

  /** Starts it as it is by default; see {@link #up(ForegroundSandbox.Options)}. */
  public Path up() {
    return up(ForegroundSandbox.Options.DEFAULT);
  }

  /**
   * Starts it unless it runs, and waits until it answers.
   *
   * @return its kubeconfig
   */
  public Path up(ForegroundSandbox.Options options) {
    Optional<Path> already = kubeconfig();
    if (already.isPresent()) {
      return already.get();
    }
    console.detail("starting the sandbox in " + folder);
    try {
      Files.createDirectories(folder);
      long logged = Files.exists(log()) ? Files.size(log()) : 0;
      Path ready = awaitReady(options);
      tellNotices(logged);
      return ready;
    } catch (IOException e) {
      throw new KnownFailure(
          "starting the sandbox in " + folder + ": " + e.getMessage(),
          "check that the folder can be written, or name another with XDG_STATE_HOME",
          e);
    }
  }

  private Path awaitReady(ForegroundSandbox.Options options) throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    boolean outrun = isTakenByAnother();
    Process process = start(options);
    while (System.nanoTime() < end) {
      Optional<Path> ready = kubeconfig();
      if (ready.isPresent()) {
        return ready.get();
      }
      if (!process.isAlive()) {
        if (isTakenByAnother()) {
          // It won the race for the folder, and is as good once it answers; or it is about to stop.
          outrun = true;
        } else if (outrun) {
          outrun = false;
          process = start(options);
        } else {
          throw lastWords();
        }
      }
      pause();
    }
    if (!process.isAlive()) {
      throw lastWords();
    }
    throw new KnownFailure(
        "the sandbox did not answer within " + START_LIMIT.toSeconds() + " s", "look at " + log());
  }

  private Process start(ForegroundSandbox.Options options) throws IOException {
    return BackgroundCommand.start(environment, folder, log(), options.words());
  }

  private boolean isTakenByAnother() {
    OptionalLong holder = StateFolder.lastHolder(folder);
    return holder.isPresent()
        && ProcessHandle.of(holder.getAsLong()).filter(ProcessFile::isAtWork).isPresent();
  }

  /** What the background process says that its starter should know. */
  private void tellNotices(long from) throws IOException {
    byte[] bytes = Files.readAllBytes(log());
    int start = (int) Math.min(from, bytes.length);
    new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(ForegroundSandbox.NOTICE))
        .forEach(console::say);
  }

  /** The error that the background process ended with, and what it says to try. */
  private KnownFailure lastWords() {
    String why = "";
    String hint = "look at " + log();
    try {
      for (String line : Files.readAllLines(log())) {
        if (line.startsWith(TRY)) {
          hint = line.substring(TRY.length());
        } else if (!line.isBlank()) {
          why = line.startsWith(ERROR) ? line.substring(ERROR.length()) : line;
          hint = "look at " + log();
        }
      }
    } catch (IOException e) {
      why = "its log can't be read";
    }
    if (why.isEmpty()) {
      // As when the disk is full.
      why = "it left no word of why";
      hint = "check that the disk isn't full, or look on: tend sandbox up --foreground";
    }
    return new KnownFailure("the sandbox ended while it started: " + why, hint);
  }

  /**
   * Stops it and keeps its state.
   *
   * @return whether it was running
   */
  public boolean down() {
    Optional<ProcessHandle> process = running();
    if (process.isEmpty()) {
      return false;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      process.get().destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return true;
  }

  /** Stops it and forgets everything; starts it again, empty, if it was running. */
  public void reset() {
    Optional<KubernetesVersion> version = Sandbox.servedVersion(folder);
    boolean wasRunning = down();
    try {
      deleteRecursively(folder);
    } catch (IOException e) {
      throw new KnownFailure("emptying " + folder + ": " + e.getMessage(), "", e);
    }
    if (wasRunning) {
      up(ForegroundSandbox.Options.DEFAULT.at(version));
    }
  }

  private static void deleteRecursively(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KnownFailure("interrupted while the sandbox started", "");
    }
  }

  /** The same as {@link #describe()}, as JSON. */
  public ObjectNode document() {
    Optional<ProcessHandle> process = running();
    ObjectNode document = Json.document("Sandbox").put("running", process.isPresent());
    process.ifPresent(
        one ->
            document
                .put("process", one.pid())
                .put("version", version())
                .put("kubeconfig", Sandbox.kubeconfigFile(folder).toString()));
    return document.put("state", folder.toString()).put("log", log().toString());
  }

  private String version() {
    return Sandbox.servedVersion(folder).orElse(KubernetesVersion.DEFAULT).toString();
  }

  /** Lines for {@code tend sandbox status}, name to value. */
  public List<String> describe() {
    return running()
        .map(
            process ->
                List.of(
                    "running     yes (process " + process.pid() + ")",
                    "version     " + version(),
                    "kubeconfig  " + Sandbox.kubeconfigFile(folder),
                    "state       " + folder,
                    "log         " + log()))
        .orElse(List.of("running     no", "state       " + folder));
  }
}
