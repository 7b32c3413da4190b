package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.PipelineReconciliation;
import dev.tend.cli.Session;
import dev.tend.cli.output.ProblemPrinter;
import dev.tend.cli.output.SyncPrinter;
import dev.tend.manifest.KnownFailure;
import dev.tend.sync.StateFile;
import dev.tend.sync.SyncLoop;
import dev.tend.sync.Timing;
import dev.tend.sync.git.CacheLock;
import dev.tend.sync.git.GitEnvironment;
import dev.tend.sync.git.GitSource;
import dev.tend.sync.spec.SyncFile;
import dev.tend.sync.spec.SyncSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend sync}. */
@Command(
    name = "sync",
    description = {
      "Keeps a cluster matching a git repository, commit by commit.",
      "",
      "A broken revision changes nothing, and the loop goes on. Ctrl-C or SIGTERM stops it after the"
          + " app in hand."
    })
final class SyncCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final TextOrJson format = new TextOrJson();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "sync.yaml",
      description = "The Sync file (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("sync.yaml");

  @Option(names = "--once", description = "Take what is due now, and end.")
  private boolean once;

  @Option(names = "--dry-run", description = "Plan each app and change nothing; implies --once.")
  private boolean dryRun;

  SyncCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path path = session.environment().workingDirectory().resolve(file);
    SyncFile.Result read = SyncFile.read(path);
    new ProblemPrinter(session.console()).print(read.problems());
    Optional<SyncSpec> spec = read.spec();
    return spec.isPresent() ? run(spec.get()) : ExitCode.NO.number();
  }

  private int run(SyncSpec spec) {
    GitEnvironment git =
        new GitEnvironment(
            session.environment().variables(), Path.of(session.environment().variable("HOME")));
    // A dry run may come while the loop of that name is at work in its folder.
    Path cache = session.folders().git().resolve(dryRun ? spec.name() + ".dry-run" : spec.name());
    GitSource source = new GitSource(spec.git(), cache, git);
    SyncPrinter printer =
        new SyncPrinter(session.console(), format.format() == TextOrJson.Format.JSON);
    try (StateFile state =
            dryRun
                ? StateFile.forgetful()
                : StateFile.hold(session.folders().sync().resolve(spec.name()));
        CacheLock lock = CacheLock.of(cache, session::interrupted)) {
      SyncLoop loop =
          new SyncLoop(
              spec,
              source,
              new PipelineReconciliation(session, dryRun, spec.drift().correct()),
              state,
              Timing.real(),
              printer);
      session.interrupt().runs(loop::stop);
      if (once || dryRun) {
        boolean complete = loop.runOnce().isComplete();
        return complete ? ExitCode.FINE.number() : ExitCode.NO.number();
      }
      loop.run();
      return ExitCode.FINE.number();
    } catch (KnownFailure failure) {
      if (session.interrupted()) {
        return ExitCode.INTERRUPTED.number();
      }
      throw failure;
    }
  }
}
