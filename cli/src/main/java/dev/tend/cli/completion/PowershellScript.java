package dev.tend.cli.completion;

import java.util.ArrayList;
import java.util.List;

/** Completion for PowerShell: a table of commands, and a block that looks into it. */
record PowershellScript(CommandTree root) {
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# PowerShell completion for tend; written by `tend completion powershell`.\n");
    text.append("$tendCandidates = @{\n");
    for (CommandTree command : root.all()) {
      List<String> words = new ArrayList<>();
      command.subcommands().forEach(child -> words.add(child.name()));
      words.addAll(command.values());
      command.options().forEach(option -> words.addAll(option.names()));
      text.append("  '").append(String.join(" ", command.words())).append("' = @('");
      text.append(String.join("', '", words)).append("')\n");
    }
    text.append(
        """
        }

        Register-ArgumentCompleter -Native -CommandName tend -ScriptBlock {
          param($word, $ast, $cursor)
          $command = 'tend'
          foreach ($element in $ast.CommandElements | Select-Object -Skip 1) {
            $next = "$command $element"
            if ($tendCandidates.ContainsKey($next)) { $command = $next }
          }
          $tendCandidates[$command] | Where-Object { $_ -like "$word*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """);
    return text.toString();
  }
}
