package dev.tend.cli.output;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyReport;
import java.io.PrintStream;
import java.util.List;

/**
 * Plain lines for pipes and CI: what was done and what it came to on stdout, how it is going on
 * stderr.
 */
final class ApplyPlain implements ApplyPrinter {
  private final Console console;
  private final ApplyText result;
  private final ApplyText conversation;
  private final Interest interest;

  ApplyPlain(Console console) {
    this.console = console;
    this.result = ApplyText.onOut(console);
    this.interest = new Interest(console.verbose());
    this.conversation = ApplyText.onErr(console);
  }

  @Override
  public void accept(ApplyEvent event) {
    if (!interest.in(event)) {
      return;
    }
    switch (event) {
      case ApplyEvent.Started(int objects, String cluster) ->
          console.say(ApplyText.started(objects, cluster));
      case ApplyEvent.Applied applied -> {
        lines(console.out(), List.of(result.applied(applied)));
        lines(console.err(), conversation.warnings(applied));
      }
      case ApplyEvent.Failed failed -> lines(console.out(), result.failed(failed));
      case ApplyEvent.Progressed(var id, var readiness) ->
          console.say(conversation.progressed(id, readiness));
      case ApplyEvent.Diagnosed(var ignored, var diagnosis) ->
          conversation.diagnosis(diagnosis).forEach(console::say);
      case ApplyEvent.DeletionBlocked blocked -> console.say(conversation.blocked(blocked));
      case ApplyEvent.Noted(String message) -> console.say(message);
    }
  }

  @Override
  public void finish(ApplyReport report) {
    lines(console.out(), result.outcome(report));
  }

  @Override
  public void close() {}

  private static void lines(PrintStream stream, List<String> lines) {
    lines.forEach(stream::println);
    stream.flush();
  }
}
