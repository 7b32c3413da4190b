package dev.tend.cli.output;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.rollout.Readiness;
import dev.tend.manifest.ResourceId;
import java.util.HashSet;
import java.util.Set;

/** Tells the events that are worth a line from those that only say that all is as it was. */
final class Interest {
  private final boolean everything;
  private final Set<ResourceId> unchanged = new HashSet<>();

  /**
   * @param everything whether the user asked for more lines
   */
  Interest(boolean everything) {
    this.everything = everything;
  }

  /** To be asked once for each event, in order. */
  boolean in(ApplyEvent event) {
    return switch (event) {
      case ApplyEvent.Applied(var id, var action, var warnings) -> {
        if (action == ApplyEvent.Action.SKIPPED && !warnings.isEmpty()) {
          // The outcome says it, once for all that have one reason.
          yield false;
        }
        if (action != ApplyEvent.Action.UNCHANGED) {
          yield true;
        }
        unchanged.add(id);
        yield everything || !warnings.isEmpty();
      }
      case ApplyEvent.Progressed(var id, var readiness) ->
          everything
              || !readiness.message().isEmpty()
                  && !(unchanged.contains(id) && readiness instanceof Readiness.Ready);
      case ApplyEvent.Started ignored -> true;
      case ApplyEvent.Failed ignored -> true;
      case ApplyEvent.Diagnosed ignored -> true;
      case ApplyEvent.DeletionBlocked ignored -> true;
      case ApplyEvent.Noted ignored -> true;
    };
  }
}
