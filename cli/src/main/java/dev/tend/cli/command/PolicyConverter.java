package dev.tend.cli.command;

import dev.tend.manifest.NearMiss;
import dev.tend.schema.policy.PolicySettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the names of built-in policies, and of files. */
final class PolicyConverter implements ITypeConverter<String> {
  @Override
  public String convert(String word) {
    if (PolicySettings.isName(word)) {
      return word;
    }
    String known = String.join(", ", PolicySettings.SETS) + ", or a file (.yaml, .yml, .json)";
    String near = NearMiss.hint(word, PolicySettings.SETS);
    throw new TypeConversionException(
        "there is no policy '%s': %s"
            .formatted(word, near.isEmpty() ? "take " + known : near + " Take " + known));
  }
}
