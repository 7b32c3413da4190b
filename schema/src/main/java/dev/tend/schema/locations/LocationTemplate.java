package dev.tend.schema.locations;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.schema.KubernetesVersion;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the schema of a kind is, as kubeconform's templates say it. */
record LocationTemplate(String text) {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{-?\\s*\\.(\\w+)\\s*-?\\}\\}");

  static boolean isOne(String location) {
    return location.contains("{{");
  }

  String of(GroupVersionKind gvk, KubernetesVersion version) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder location = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          location, Matcher.quoteReplacement(value(matcher.group(1), gvk, version)));
    }
    matcher.appendTail(location);
    if (location.indexOf("{{") >= 0) {
      throw new KnownFailure(
          "the schema location " + text + " holds more than variables",
          "{{.Name}} is all that is understood");
    }
    return location.toString();
  }

  private String value(String variable, GroupVersionKind gvk, KubernetesVersion version) {
    String group = gvk.group().isEmpty() ? gvk.version() : gvk.group();
    String shortGroup = group.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
    return switch (variable) {
      case "Group" -> group;
      case "ResourceKind" -> gvk.kind().toLowerCase(Locale.ROOT);
      case "ResourceAPIVersion" -> gvk.version();
      case "NormalizedKubernetesVersion" -> "v" + version + ".0";
      case "KubernetesVersion" -> version + ".0";
      case "StrictSuffix" -> "-strict";
      case "KindSuffix" ->
          gvk.group().isEmpty()
              ? "-" + gvk.version().toLowerCase(Locale.ROOT)
              : "-" + shortGroup + "-" + gvk.version().toLowerCase(Locale.ROOT);
      default ->
          throw new KnownFailure(
              "the schema location " + text + " has an unknown variable, " + variable,
              "Group, ResourceKind, ResourceAPIVersion, NormalizedKubernetesVersion, StrictSuffix and KindSuffix are known");
    };
  }
}
