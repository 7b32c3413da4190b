package dev.tend.cli.completion;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a manual page (section 1, in man(7) macros) for each command. */
public final class ManPages {
  private ManPages() {}

  /** File name to text, parents first: {@code tend-sandbox-up.1}. */
  public static Map<String, String> write(CommandSpec root) {
    Map<String, String> pages = new LinkedHashMap<>();
    add(root, pages);
    return pages;
  }

  private static void add(CommandSpec spec, Map<String, String> pages) {
    pages.put(name(spec) + ".1", page(spec));
    for (CommandLine child : spec.subcommands().values()) {
      if (!child.getCommandSpec().usageMessage().hidden()) {
        add(child.getCommandSpec(), pages);
      }
    }
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private static String page(CommandSpec spec) {
    String[] description = expanded(spec.usageMessage().description());
    StringBuilder page = new StringBuilder();
    page.append(".TH \"").append(name(spec).toUpperCase(Locale.ROOT)).append("\" 1\n");
    page.append(".SH NAME\n").append(name(spec)).append(" \\- ");
    page.append(text(description.length == 0 ? "" : description[0])).append('\n');
    page.append(".SH SYNOPSIS\n.B ").append(spec.qualifiedName()).append('\n');
    page.append(text(synopsis(spec))).append('\n');
    page.append(".SH DESCRIPTION\n.nf\n");
    for (String line : description) {
      page.append(text(line)).append('\n');
    }
    page.append(".fi\n");
    arguments(spec, page);
    if (!spec.subcommands().isEmpty()) {
      page.append(".SH COMMANDS\n");
      for (CommandLine child : spec.subcommands().values()) {
        CommandSpec each = child.getCommandSpec();
        if (!each.usageMessage().hidden()) {
          String[] lines = expanded(each.usageMessage().description());
          item(page, "\\fB" + text(name(each)) + "\\fR(1)", lines.length == 0 ? "" : lines[0]);
        }
      }
    }
    page.append(".SH EXIT STATUS\n");
    spec.usageMessage().exitCodeList().forEach((code, meaning) -> item(page, code, meaning));
    return page.toString();
  }

  private static String synopsis(CommandSpec spec) {
    StringBuilder synopsis = new StringBuilder("[OPTION]...");
    if (!spec.subcommands().isEmpty()) {
      synopsis.append(" COMMAND");
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      boolean many = parameter.arity().max() > 1;
      synopsis.append(' ').append(parameter.paramLabel()).append(many ? "..." : "");
    }
    return synopsis.toString();
  }

  private static void arguments(CommandSpec spec, StringBuilder page) {
    if (!spec.positionalParameters().isEmpty()) {
      page.append(".SH ARGUMENTS\n");
      for (PositionalParamSpec parameter : spec.positionalParameters()) {
        String what = String.join(" ", expanded(parameter.description()));
        item(page, "\\fI" + text(parameter.paramLabel()) + "\\fR", what);
      }
    }
    page.append(".SH OPTIONS\n");
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        String value = option.arity().max() == 0 ? "" : " \\fI" + option.paramLabel() + "\\fR";
        String names = "\\fB" + text(String.join(", ", option.names())) + "\\fR" + value;
        String defaultValue = option.defaultValue() == null ? "" : option.defaultValue();
        String what =
            String.join(" ", expanded(option.description()))
                .replace("${DEFAULT-VALUE}", defaultValue);
        item(page, names, what);
      }
    }
  }

  private static void item(StringBuilder page, String term, String what) {
    page.append(".TP\n").append(term).append('\n').append(text(what)).append('\n');
  }

  /** picocli's own escapes: {@code %n} and {@code %%}. */
  private static String[] expanded(String[] lines) {
    String[] expanded = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      expanded[i] = lines[i].replace("%%", "%").replace("$${", "${");
    }
    return expanded;
  }

  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
