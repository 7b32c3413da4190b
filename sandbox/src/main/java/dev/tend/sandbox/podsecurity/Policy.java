package dev.tend.sandbox.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.store.ApiFailure.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a namespace's labels ask for.
 *
 * @param enforce what pods must keep to
 * @param warn of what their makers are told
 * @param findings labels that mean nothing
 */
record Policy(Standard enforce, Standard warn, List<Cause> findings) {
  private static final String PREFIX = "pod-security.kubernetes.io/";
  private static final Pattern VERSION = Pattern.compile("v1\\.([0-9]|[1-9][0-9]{1,5})");

  Policy {
    findings = List.copyOf(findings);
  }

  static Policy of(JsonNode namespace) {
    JsonNode labels = namespace.path("metadata").path("labels");
    List<Cause> findings = new ArrayList<>();
    Reader reader = new Reader(labels, findings);
    Optional<Level> enforced = reader.level("enforce");
    Standard enforce =
        Standard.NONE
            // A label that means nothing keeps everything out.
            .at(enforced.orElse(reader.has("enforce") ? Level.RESTRICTED : Level.PRIVILEGED))
            .of(reader.version("enforce-version").orElse(Standard.LATEST));
    // Nothing comes of it but a finding: the sandbox keeps no audit log.
    var unusedLevel = reader.level("audit");
    var unusedVersion = reader.version("audit-version");
    Standard warn =
        Standard.NONE
            .at(reader.level("warn").orElse(Level.PRIVILEGED))
            .of(reader.version("warn-version").orElse(Standard.LATEST));
    boolean follows =
        !reader.has("warn") && enforced.isPresent() && enforced.get().compareTo(warn.level()) > 0;
    if (follows) {
      warn = warn.at(enforce.level());
      warn = reader.has("warn-version") ? warn : warn.of(enforce.minor());
    }
    return new Policy(enforce, warn, findings);
  }

  private record Reader(JsonNode labels, List<Cause> findings) {
    boolean has(String label) {
      return labels.has(PREFIX + label);
    }

    Optional<Level> level(String label) {
      if (!has(label)) {
        return Optional.empty();
      }
      String text = labels.path(PREFIX + label).asText();
      for (Level level : Level.values()) {
        if (level.label().equals(text)) {
          return Optional.of(level);
        }
      }
      invalid(label, text, "must be one of privileged, baseline, restricted");
      return Optional.empty();
    }

    Optional<Integer> version(String label) {
      String text = labels.path(PREFIX + label).asText("latest");
      Matcher matcher = VERSION.matcher(text);
      if (matcher.matches()) {
        return Optional.of(Integer.parseInt(matcher.group(1)));
      }
      if (!text.equals("latest")) {
        invalid(label, text, "must be \"latest\" or \"v1.x\"");
      }
      return Optional.empty();
    }

    private void invalid(String label, String text, String why) {
      findings.add(
          new Cause(
              "FieldValueInvalid",
              "Invalid value: \"%s\": %s".formatted(text, why),
              "metadata.labels[%s%s]".formatted(PREFIX, label)));
    }
  }
}
