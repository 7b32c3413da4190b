package dev.tend.cli.command;

import dev.tend.cli.Schemas;
import dev.tend.manifest.KnownFailure;
import dev.tend.schema.KubernetesVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes {@code server} and the versions whose schemas are built in. */
final class KubernetesVersionConverter implements ITypeConverter<String> {
  @Override
  public String convert(String word) {
    if (word.equals(Schemas.SERVER)) {
      return word;
    }
    try {
      if (KubernetesVersion.parse(word).isBuiltIn()) {
        return word;
      }
    } catch (KnownFailure notOne) {
      throw refused("'" + word + "' is no version of Kubernetes");
    }
    throw refused("the schemas of Kubernetes " + word + " are not built in");
  }

  private static TypeConversionException refused(String reason) {
    return new TypeConversionException(
        "%s: take %s to %s, or server"
            .formatted(reason, KubernetesVersion.OLDEST, KubernetesVersion.NEWEST));
  }
}
