package dev.tend.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tend sandbox kubeconfig}. */
@Command(
    name = "kubeconfig",
    description = {
      "Prints the kubeconfig of the running sandbox.",
      "",
      "  tend sandbox kubeconfig > sandbox.yaml",
      "  kubectl --kubeconfig sandbox.yaml get pods -A",
      "",
      "tend sandbox status names the file that it prints: that one serves as well."
    })
final class SandboxKubeconfigCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final TextOrJson format = new TextOrJson();

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
    String text = Files.readString(kubeconfig);
    if (!format.printJson(session, () -> asJson(kubeconfig, text))) {
      session.console().out().print(text);
    }
    return ExitCode.FINE.number();
  }

  private static JsonNode asJson(Path file, String text) {
    return YamlReader.readDocuments(new SourceText(file.toString(), text))
        .documents()
        .getFirst()
        .content();
  }
}
