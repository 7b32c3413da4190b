package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import dev.tend.cli.Tend;
import dev.tend.cli.sandbox.ForegroundSandbox;
import dev.tend.cli.sandbox.SandboxProcess;
import dev.tend.manifest.UsageFailure;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.KubernetesVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code tend sandbox up}. */
@Command(
    name = "up",
    description = "Starts the sandbox and returns when it is ready; it goes on running.")
final class SandboxUpCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--foreground", description = "Serve in this process until it is stopped.")
  private boolean foreground;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes a fresh sandbox starts with (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port to listen on (default: the one it had before, or any free one).")
  private int port;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules: which image fails how, how long a start takes, which requests fail.")
  private @Nullable Path rules;

  @Option(
      names = "--pace",
      paramLabel = "DURATION",
      defaultValue = "300ms",
      description = "How long one step of a pod's life takes (default: ${DEFAULT-VALUE}).")
  private Duration pace = Duration.ZERO;

  @Option(
      names = "--rbac",
      description =
          "Let roles and bindings say who may do what (without it everybody may do everything).")
  private boolean rbac;

  @Option(
      names = "--kubernetes-version",
      paramLabel = "VERSION",
      description =
          "Version of Kubernetes to behave like, 1.24 to 1.36 (default: that of the state, or of a"
              + " fresh one "
              + BuiltInSchemas.DEFAULT_VERSION
              + ").")
  private @Nullable String version;

  @Mixin private final TextOrJson format = new TextOrJson();

  @Spec private CommandSpec spec;

  SandboxUpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    check("--port", port, 0, 65535);
    check("--nodes", nodes, 0, Integer.MAX_VALUE);
    SandboxProcess process = session.sandbox();
    Optional<KubernetesVersion> wanted =
        Optional.ofNullable(version)
            // What other commands may be told in the same variable: here nobody else is the server.
            .filter(one -> !one.equals("server"))
            .map(SandboxUpCommand::version);
    ForegroundSandbox.Options options =
        new ForegroundSandbox.Options(port, Optional.ofNullable(rules), nodes, pace, rbac, wanted);
    if (foreground) {
      new ForegroundSandbox(process.folder(), options, session.environment(), Tend::runResident)
          .serve(session.interrupt(), session.console()::say);
    } else {
      boolean already = process.running().isPresent();
      boolean fresh = !process.hasState();
      process.up(options);
      // Afterwards, since somebody else may start another one at the same time.
      wanted.ifPresent(process::refuseOther);
      session.console().say(already ? "the sandbox is already running" : "the sandbox is running");
      process.describe().forEach(session.console()::say);
      tellIgnored(already, fresh);
      format.printJson(session, process::document);
    }
    return ExitCode.FINE.number();
  }

  private static void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UsageFailure(
          "%s can't be %d".formatted(option, value),
          most == Integer.MAX_VALUE
              ? "Take %d or more".formatted(least)
              : "Take %d to %d".formatted(least, most));
    }
  }

  private static KubernetesVersion version(String word) {
    KubernetesVersion version = KubernetesVersion.parse(word);
    if (!version.isBuiltIn()) {
      throw new UsageFailure(
          "the sandbox can't be Kubernetes " + version,
          "take %s to %s".formatted(KubernetesVersion.OLDEST, KubernetesVersion.NEWEST));
    }
    return version;
  }

  /** What was asked for of a sandbox that is there already, and is as it is. */
  private void tellIgnored(boolean already, boolean fresh) {
    String ofProcess = already ? given("--port", "--rules", "--pace", "--rbac") : "";
    if (!ofProcess.isEmpty()) {
      tellIgnored(ofProcess, "holds from a start on", "tend sandbox down");
    }
    String ofState = fresh ? "" : given("--nodes");
    if (!ofState.isEmpty()) {
      tellIgnored(ofState, "holds for a fresh state", "tend sandbox down, then tend sandbox reset");
    }
  }

  private void tellIgnored(String options, String why, String way) {
    session
        .console()
        .say(
            "not changed: %s, which %s; first %s, then up again with it"
                .formatted(options, why, way));
  }

  /** Which of these stand on the command line. */
  private String given(String... names) {
    ParseResult parsed = spec.commandLine().getParseResult();
    return Stream.of(names).filter(parsed::hasMatchedOption).collect(Collectors.joining(", "));
  }
}
