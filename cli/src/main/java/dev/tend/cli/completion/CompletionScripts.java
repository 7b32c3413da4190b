package dev.tend.cli.completion;

import picocli.CommandLine.Model.CommandSpec;

/** Writes completion scripts from the tree of commands. */
public final class CompletionScripts {
  /** The shells. */
  public enum Shell {
    BASH,
    ZSH,
    FISH,
    POWERSHELL
  }

  private CompletionScripts() {}

  /** The script for a shell; the same commands always give the same text. */
  public static String write(Shell shell, CommandSpec root) {
    CommandTree tree = CommandTree.of(root);
    return switch (shell) {
      case BASH -> new BashScript(tree).text();
      case ZSH -> new ZshScript(tree).text();
      case FISH -> new FishScript(tree).text();
      case POWERSHELL -> new PowershellScript(tree).text();
    };
  }
}
