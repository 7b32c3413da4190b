package dev.tend.cli.command;

import dev.tend.apply.inventory.Ownership;
import dev.tend.cli.Pipeline;
import dev.tend.cli.Session;
import picocli.CommandLine.Parameters;

/** The name of an app on the command line; {@code -n} says which, where several have it. */
final class AppName {
  @Parameters(paramLabel = "APP", description = "The app's name, as `tend status` lists it.")
  private String name = "";

  Ownership find(Session session, Pipeline pipeline) {
    return pipeline.apps().find(name, session.namespace());
  }
}
