package dev.tend.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes what isn't on the command line from {@code TEND_NAMESPACE}, {@code TEND_SANDBOX} and so on,
 * for the options that all commands share.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final Set<String> SHARED =
      Set.of(
          "--namespace",
          "--kubeconfig",
          "--context",
          "--sandbox",
          "--kubernetes-version",
          "--output",
          "--color",
          "--quiet",
          "--verbose");

  private final Map<String, String> variables;

  EnvironmentDefaults(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !SHARED.contains(option.longestName())) {
      return null;
    }
    String value = value(option.longestName());
    if (value.isEmpty()) {
      return null;
    }
    boolean flag = option.arity().max() == 0;
    return flag && value.equals("1") ? "true" : flag && value.equals("0") ? "false" : value;
  }

  /** What its variable says of an option; empty where that isn't set. */
  String value(String option) {
    return variables.getOrDefault(variable(option), "");
  }

  /** {@code --kube-config} is {@code TEND_KUBE_CONFIG}. */
  private static String variable(String option) {
    return "TEND_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
