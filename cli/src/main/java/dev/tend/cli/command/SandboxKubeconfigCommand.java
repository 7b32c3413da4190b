package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tend sandbox kubeconfig}. */
@Command(
    name = "kubeconfig",
    description = {
      "Prints the kubeconfig of the running sandbox.",
      "",
      "  kubectl --kubeconfig <(tend sandbox kubeconfig) get pods -A"
    })
final class SandboxKubeconfigCommand implements Callable<Integer> {
  private final Session session;

  SandboxKubeconfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path kubeconfig =
        session
            .sandbox()
            .kubeconfig()
            .orElseThrow(
                () ->
                    new KnownFailure(
                        "the sandbox is not running, so there is no kubeconfig to print",
                        "start it: tend sandbox up"));
    session.console().out().print(Files.readString(kubeconfig));
    return ExitCode.FINE.number();
  }
}
