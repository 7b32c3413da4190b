package dev.tend.cli.completion;

import java.util.ArrayList;
import java.util.List;

/** Completion for bash, without any package of completion functions. */
record BashScript(CommandTree root) {
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # bash completion for tend; written by `tend completion bash`.

        _tend_words() {
          local IFS=$'\\n'
          COMPREPLY=($(compgen -W "$1" -- "$2"))
        }

        _tend_files() {
          compopt -o filenames 2>/dev/null
          local IFS=$'\\n'
          COMPREPLY=($(compgen "$1" -- "$2"))
        }

        _tend() {
          local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
          local command=tend index
          for ((index = 1; index < COMP_CWORD; index++)); do
            case "$command ${COMP_WORDS[index]}" in
        """);
    List<CommandTree> commands = root.all();
    for (CommandTree command : commands.subList(1, commands.size())) {
      String path = String.join(" ", command.words());
      text.append("      '").append(path).append("') command='").append(path).append("' ;;\n");
    }
    text.append("    esac\n  done\n  case \"$command:$previous\" in\n");
    for (CommandTree command : commands) {
      for (CommandTree.Option option : command.options()) {
        optionCase(text, command, option);
      }
    }
    text.append("  esac\n  case $command in\n");
    for (CommandTree command : commands) {
      commandCase(text, command);
    }
    return text.append("  esac\n}\n\ncomplete -F _tend tend\n").toString();
  }

  private static void optionCase(
      StringBuilder text, CommandTree command, CommandTree.Option option) {
    if (option.value() == CommandTree.Value.NONE) {
      return;
    }
    List<String> patterns = new ArrayList<>();
    for (String name : option.names()) {
      patterns.add("'" + String.join(" ", command.words()) + ":" + name + "'");
    }
    String action =
        switch (option.value()) {
          case NONE, FREE -> "COMPREPLY=()";
          case CLOSED -> "_tend_words '" + String.join("\n", option.choices()) + "' \"$word\"";
          case FILE -> "_tend_files -f \"$word\"";
          case FOLDER -> "_tend_files -d \"$word\"";
        };
    text.append("    ").append(String.join(" | ", patterns)).append(") ").append(action);
    text.append("; return ;;\n");
  }

  private static void commandCase(StringBuilder text, CommandTree command) {
    List<String> options = new ArrayList<>();
    command.options().forEach(option -> options.addAll(option.names()));
    List<String> words = new ArrayList<>();
    command.subcommands().forEach(child -> words.add(child.name()));
    words.addAll(command.values());
    text.append("    '").append(String.join(" ", command.words())).append("')\n");
    text.append("      if [[ $word == -* ]]; then\n        _tend_words '");
    text.append(String.join("\n", options)).append("' \"$word\"\n      else\n        ");
    text.append(
        words.isEmpty()
            ? "_tend_files -f \"$word\""
            : "_tend_words '" + String.join("\n", words) + "' \"$word\"");
    text.append("\n      fi\n      ;;\n");
  }
}
