package dev.tend.cli;

import dev.tend.manifest.Durations;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as Kubernetes writes them; a bare number counts seconds, as kubectl has it. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String value) {
    return Durations.parse(value)
        .or(() -> value.matches("[0-9]+") ? Durations.parse(value + "s") : Optional.empty())
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is not a duration: write 30s, 5m, 1h30m or 500ms"));
  }
}
