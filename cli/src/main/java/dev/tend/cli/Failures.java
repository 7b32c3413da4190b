package dev.tend.cli;

import dev.tend.cli.output.Console;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.UsageFailure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what ended a command: an interruption, a known failure, or a bug. */
final class Failures implements IExecutionExceptionHandler {
  private final Session session;

  Failures(Session session) {
    this.session = session;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Console console = session.console();
    session.environment().out().flush();
    if (session.interrupted()) {
      console.fail(
          failure instanceof Declined ? "interrupted: nothing was changed" : "interrupted", "");
      return ExitCode.INTERRUPTED.number();
    }
    if (failure instanceof KnownFailure known) {
      console.fail(known.message(), known.hint());
      if (console.verbose() && known.getCause() != null) {
        known.getCause().printStackTrace(console.err());
      }
      return code(known).number();
    }
    console.fail(
        "tend met a bug: " + failure,
        "please report it with the lines below, the command and `tend version`");
    failure.printStackTrace(console.err());
    return ExitCode.BUG.number();
  }

  private static ExitCode code(KnownFailure failure) {
    if (failure instanceof UsageFailure) {
      return ExitCode.USAGE;
    }
    return failure instanceof Declined ? ExitCode.NO : ExitCode.FAULT;
  }
}
