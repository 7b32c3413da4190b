package dev.tend.cli.command;

import dev.tend.cli.Session;
import picocli.CommandLine.Command;

/** {@code tend rollout}: groups the commands below it. */
@Command(
    name = "rollout",
    description = "Follows and steers the rollouts of Deployments, StatefulSets and DaemonSets.")
final class RolloutCommand extends CommandGroup {
  RolloutCommand(Session session) {
    super(session);
  }
}
