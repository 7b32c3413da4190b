package dev.tend.cli.completion;

import java.util.ArrayList;
import java.util.List;

/** Completion for fish. */
record FishScript(CommandTree root) {
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # fish completion for tend; written by `tend completion fish`.

        function __tend_at --description 'the words so far are exactly this command'
          set -l words tend
          for word in (commandline -opc)[2..-1]
            if not string match -q -- '-*' $word; and contains -- "$words $word" $__tend_commands
              set words "$words $word"
            end
          end
          test "$words" = "$argv"
        end

        """);
    List<String> paths = new ArrayList<>();
    root.all().forEach(command -> paths.add(quote(String.join(" ", command.words()))));
    text.append("set -g __tend_commands ").append(String.join(" ", paths)).append('\n');
    root.all().forEach(command -> command(text, command));
    return text.toString();
  }

  private static void command(StringBuilder text, CommandTree command) {
    String condition =
        "complete -c tend -n " + quote("__tend_at " + String.join(" ", command.words()));
    text.append('\n');
    for (CommandTree child : command.subcommands()) {
      text.append(condition).append(" -f -a ").append(child.name());
      text.append(" -d ").append(quote(child.description())).append('\n');
    }
    if (!command.values().isEmpty()) {
      text.append(condition).append(" -f -a ").append(quote(String.join(" ", command.values())));
      text.append('\n');
    }
    for (CommandTree.Option option : command.options()) {
      text.append(condition);
      for (String name : option.names()) {
        text.append(
            name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
      }
      switch (option.value()) {
        case NONE -> {}
        case CLOSED -> text.append(" -x -a ").append(quote(String.join(" ", option.choices())));
        case FILE -> text.append(" -r -F");
        case FOLDER -> text.append(" -x -a '(__fish_complete_directories)'");
        case FREE -> text.append(" -x");
      }
      text.append(" -d ").append(quote(option.description())).append('\n');
    }
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
