package dev.tend.cli;

import dev.tend.apply.Cluster;
import dev.tend.apply.ClusterConfig;
import dev.tend.apply.wire.Transport;
import dev.tend.cli.output.Console;
import dev.tend.cli.output.Environment;
import dev.tend.cli.sandbox.SandboxProcess;
import dev.tend.manifest.UsageFailure;
import dev.tend.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of tend: its environment, its options, and what is opened on the way. */
public final class Session implements AutoCloseable {
  private final Environment environment;
  private final Optional<Transport> resident;
  private final GlobalOptions options = new GlobalOptions();
  private final Interrupt interrupt;
  private @Nullable Console console;
  private @Nullable Cluster cluster;
  private boolean closed;
  private @Nullable GitTrees gitTrees;

  public Session(Environment environment) {
    this(environment, Optional.empty());
  }

  /**
   * @param resident leads to the sandbox where this process serves it
   */
  Session(Environment environment, Optional<Transport> resident) {
    this.environment = environment;
    this.resident = resident;
    this.interrupt = new Interrupt(environment);
  }

  public Environment environment() {
    return environment;
  }

  public GlobalOptions options() {
    return options;
  }

  /** Ctrl-C: from now on it interrupts this thread once; the second one ends the process. */
  public Interrupt interrupt() {
    return interrupt;
  }

  public boolean interrupted() {
    return interrupt.happened();
  }

  /** Says that the work was broken off; the exit code. */
  public int brokenOff() {
    console().say("interrupted; the same command goes on where this one stopped");
    return ExitCode.INTERRUPTED.number();
  }

  /** As the options say; asked for after they are parsed. */
  public Console console() {
    if (console == null) {
      console = new Console(environment, options.color, options.verbosity(), options.sandbox);
    }
    return console;
  }

  /** The namespace that the user named. */
  public Optional<String> namespace() {
    return Optional.ofNullable(options.namespace);
  }

  /** Trees of the surrounding git repository. */
  GitTrees gitTrees() {
    if (gitTrees == null) {
      gitTrees = new GitTrees(environment.workingDirectory());
    }
    return gitTrees;
  }

  /** The folders of this user, by the XDG rules. */
  public Folders folders() {
    return Folders.from(environment.variables());
  }

  public SandboxProcess sandbox() {
    return new SandboxProcess(folders().sandbox(), environment, console());
  }

  /** Connects while something else is done; what goes wrong is told when the cluster is needed. */
  public void prepareCluster() {
    Thread.ofPlatform()
        .daemon()
        .name("connecting")
        .start(
            () -> {
              try {
                cluster().prepare();
              } catch (RuntimeException e) {
                // It will fail again for who needs it; a command that needs none may be over.
              }
            });
  }

  /** The cluster that the options name; the sandbox is started where it is asked for. */
  public synchronized Cluster cluster() {
    if (closed) {
      throw new IllegalStateException("the command is over");
    }
    if (cluster == null) {
      cluster = connect();
    }
    return cluster;
  }

  private Cluster connect() {
    if (options.sandbox) {
      refuseAnother("--context", options.context);
      refuseAnother("--kubeconfig", options.kubeconfig);
    }
    Consumer<String> requests = console()::detail;
    if (options.sandbox && resident.isPresent()) {
      // It runs, since this process is it, also before it says so to others.
      return Cluster.over(resident.get(), Sandbox.kubeconfigFile(folders().sandbox()), requests);
    }
    ClusterConfig config =
        options.sandbox
            ? new ClusterConfig(Optional.of(sandbox().up()), Optional.empty())
            : new ClusterConfig(
                Optional.ofNullable(options.kubeconfig), Optional.ofNullable(options.context));
    return Cluster.connect(config, environment.variables(), requests);
  }

  /** Who names two clusters may mean the one that isn't taken. A variable is but a default. */
  private void refuseAnother(String option, @Nullable Object value) {
    EnvironmentDefaults defaults = new EnvironmentDefaults(environment.variables());
    String byVariable = defaults.value(option);
    if (value != null && !value.equals(value instanceof Path ? Path.of(byVariable) : byVariable)) {
      throw new UsageFailure(
          "The sandbox and %s %s are two clusters".formatted(option, value),
          Set.of("1", "true").contains(defaults.value("--sandbox"))
              ? "TEND_SANDBOX asks for the sandbox: unset it, or leave out %s".formatted(option)
              : "Leave out --sandbox or %s".formatted(option));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (gitTrees != null) {
      gitTrees.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }
}
