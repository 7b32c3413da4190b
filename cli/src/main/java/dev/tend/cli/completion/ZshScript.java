package dev.tend.cli.completion;

import java.util.ArrayList;
import java.util.List;

/** Completion for zsh: one function for each command. */
record ZshScript(CommandTree root) {
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("#compdef tend\n# zsh completion for tend; written by `tend completion zsh`.\n");
    root.all().forEach(command -> function(text, command));
    text.append("\nif [ \"$funcstack[1]\" = _tend ]; then\n  _tend \"$@\"\nelse\n");
    return text.append("  compdef _tend tend\nfi\n").toString();
  }

  private static void function(StringBuilder text, CommandTree command) {
    String name = "_" + String.join("_", command.words());
    text.append('\n').append(name).append("() {\n");
    List<String> specs = new ArrayList<>();
    command.options().forEach(option -> specs.add(option(option)));
    if (command.subcommands().isEmpty()) {
      specs.add(
          command.values().isEmpty()
              ? "'*:source:_files'"
              : "'1:argument:(" + String.join(" ", command.values()) + ")'");
      text.append("  _arguments -s \\\n    ").append(String.join(" \\\n    ", specs));
      text.append("\n}\n");
      return;
    }
    text.append("  local state line context\n  local -A opt_args\n");
    specs.add("'1:command:->command'");
    specs.add("'*::argument:->argument'");
    text.append("  _arguments -s -C \\\n    ").append(String.join(" \\\n    ", specs)).append('\n');
    text.append("  case $state in\n    command)\n      local -a commands=(\n");
    for (CommandTree child : command.subcommands()) {
      text.append("        ").append(quote(child.name() + ":" + child.description())).append('\n');
    }
    text.append("      )\n      _describe command commands\n      ;;\n");
    text.append("    argument)\n      case $line[1] in\n");
    for (CommandTree child : command.subcommands()) {
      text.append("        ").append(child.name()).append(") ").append(name).append('_');
      text.append(child.name()).append(" ;;\n");
    }
    text.append("      esac\n      ;;\n  esac\n}\n");
  }

  private static String option(CommandTree.Option option) {
    String names =
        option.names().size() == 1
            ? option.names().getFirst()
            : "{" + String.join(",", option.names()) + "}";
    String value =
        switch (option.value()) {
          case NONE -> "";
          case CLOSED -> ":value:(" + String.join(" ", option.choices()) + ")";
          case FILE -> ":file:_files";
          case FOLDER -> ":folder:_files -/";
          case FREE -> ":value:";
        };
    String rest =
        "["
            + option.description().replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
            + "]"
            + value;
    return "'*'" + names + quote(rest);
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
