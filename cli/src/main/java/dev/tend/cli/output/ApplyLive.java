package dev.tend.cli.output;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.rollout.Readiness;
import java.util.ArrayList;
import java.util.List;

/** On a terminal: finished things scroll by, what is under way is repainted below them. */
final class ApplyLive implements ApplyPrinter {
  private final Console console;
  private final ApplyText text;
  private final LivePainter painter;
  private final Interest interest;

  ApplyLive(Console console) {
    this.console = console;
    this.text = ApplyText.onErr(console);
    this.interest = new Interest(console.verbose());
    this.painter = new LivePainter(console);
  }

  @Override
  public void accept(ApplyEvent event) {
    painter.add(event, interest.in(event) ? permanent(event) : List.of());
  }

  private List<String> permanent(ApplyEvent event) {
    return switch (event) {
      case ApplyEvent.Started(int objects, String cluster) ->
          List.of(ApplyText.started(objects, cluster));
      case ApplyEvent.Applied applied -> {
        var lines = new ArrayList<>(List.of(text.applied(applied)));
        lines.addAll(text.warnings(applied));
        yield lines;
      }
      case ApplyEvent.Failed failed -> text.failed(failed);
      case ApplyEvent.Progressed(var id, var readiness) ->
          readiness instanceof Readiness.Ready
              ? List.of(text.progressed(id, readiness))
              : List.of();
      case ApplyEvent.Diagnosed ignored -> List.of();
      case ApplyEvent.DeletionBlocked blocked -> List.of(text.blocked(blocked));
      case ApplyEvent.Noted(String message) -> List.of(message);
    };
  }

  @Override
  public void finish(ApplyReport report) {
    painter.close();
    ApplyText.onOut(console).outcome(report).forEach(console.out()::println);
    console.out().flush();
  }

  @Override
  public void close() {
    painter.close();
  }
}
