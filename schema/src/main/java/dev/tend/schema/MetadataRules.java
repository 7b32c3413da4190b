package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What servers ask of an object's name, namespace and annotations, beyond their types. */
final class MetadataRules {
  private static final int ANNOTATION_BYTES = 256 * 1024;
  private static final int CRON_JOB_LENGTH = 52;

  /** Groups whose kinds have names as free as a segment of a URL. */
  private static final Set<String> FREE_GROUPS =
      Set.of("rbac.authorization.k8s.io", "apiregistration.k8s.io");

  private static final Set<String> FREE_KINDS = Set.of("ClusterTrustBundle", "IPAddress");

  private MetadataRules() {}

  static List<Problem> check(Manifest manifest, ResourceType type, KubernetesVersion version) {
    List<Problem> problems = new ArrayList<>();
    name(manifest, version, problems);
    namespace(manifest, type, problems);
    annotations(manifest, problems);
    return problems;
  }

  private static void name(Manifest manifest, KubernetesVersion version, List<Problem> problems) {
    String name = manifest.id().name();
    FieldPath path = FieldPath.of("metadata", "name");
    if (name.isEmpty()) {
      if (manifest.content().path("metadata").has("generateName")) {
        problems.add(
            warning(
                manifest,
                "generate-name",
                FieldPath.of("metadata", "generateName"),
                "An object without a name can be created but not applied: every run would make"
                    + " another",
                "Give it a `name`"));
      }
      return;
    }
    String fault = nameFault(manifest, name, version);
    if (!fault.isEmpty()) {
      problems.add(error(manifest, "name", path, "`" + name + "` " + fault, nameHint(name)));
    }
    if (manifest.id().kind().equals("CustomResourceDefinition")) {
      definitionName(manifest, name, problems);
    }
  }

  private static String nameFault(Manifest manifest, String name, KubernetesVersion version) {
    String kind = manifest.id().kind();
    String group = manifest.id().group();
    if (FREE_GROUPS.contains(group) || FREE_KINDS.contains(kind)) {
      return Names.isPathSegment(name) ? "" : "can't be a name: it must not hold `/` or `%`";
    } else if (group.isEmpty() && kind.equals("Service")) {
      return RuleVersions.allowsService(name, version)
          ? ""
          : "can't be a Service's name: at most 63 lower-case letters, digits and `-`, with a"
              + " letter first and a letter or digit last";
    } else if (group.isEmpty() && kind.equals("Namespace")) {
      return Names.isLabel(name)
          ? ""
          : "can't be a namespace: at most 63 lower-case letters, digits and `-`, with a letter"
              + " or digit at both ends";
    } else if (group.equals(TendKinds.GROUP)) {
      return Names.isLabel(name)
          ? ""
          : "can't be a name: at most 63 lower-case letters, digits and `-`, with a letter or digit"
              + " at both ends";
    } else if (kind.equals("CronJob") && group.equals("batch") && name.length() > CRON_JOB_LENGTH) {
      return "is too long: a CronJob's name has at most 52 characters";
    }
    return Names.isSubdomain(name)
        ? ""
        : "can't be a name: at most 253 lower-case letters, digits, `-` and `.`, with a letter or"
            + " digit at both ends";
  }

  private static String nameHint(String name) {
    String tidy =
        name.toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-").replaceAll("^[-.]+|[-.]+$", "");
    return !tidy.equals(name) && Names.isLabel1035(tidy) ? "For example `" + tidy + "`" : "";
  }

  private static void definitionName(Manifest manifest, String name, List<Problem> problems) {
    JsonNode spec = manifest.content().path("spec");
    String expected = spec.at("/names/plural").asText() + "." + spec.path("group").asText();
    if (!spec.path("group").asText().isEmpty() && !name.equals(expected)) {
      problems.add(
          error(
              manifest,
              "name",
              FieldPath.of("metadata", "name"),
              "`" + name + "` is not the plural and the group of what it defines",
              "Write `" + expected + "`"));
    }
  }

  private static void namespace(Manifest manifest, ResourceType type, List<Problem> problems) {
    String namespace = manifest.id().namespace();
    FieldPath path = FieldPath.of("metadata", "namespace");
    if (namespace.isEmpty() || type.gvk().group().equals(TendKinds.GROUP)) {
      return; // To tend's own kinds the field is unknown, which their schemas say.
    }
    if (!type.namespaced()) {
      problems.add(
          warning(
              manifest,
              "namespace",
              path,
              "Objects of kind " + manifest.id().kind() + " belong to no namespace: it is ignored",
              "Leave it out"));
    } else if (!Names.isLabel(namespace)) {
      problems.add(
          error(
              manifest,
              "namespace",
              path,
              "`"
                  + namespace
                  + "` can't be a namespace: at most 63 lower-case letters, digits and"
                  + " `-`, with a letter or digit at both ends",
              nameHint(namespace)));
    }
  }

  private static void annotations(Manifest manifest, List<Problem> problems) {
    JsonNode annotations = manifest.content().path("metadata").path("annotations");
    long size = 0;
    for (Map.Entry<String, JsonNode> entry : annotations.properties()) {
      size += entry.getKey().length() + entry.getValue().asText().length();
    }
    if (size > ANNOTATION_BYTES) {
      problems.add(
          error(
              manifest,
              "limit",
              FieldPath.of("metadata", "annotations"),
              "Annotations of " + size + " bytes: all together have at most " + ANNOTATION_BYTES,
              ""));
    }
  }

  private static Problem error(
      Manifest manifest, String rule, FieldPath path, String message, String hint) {
    return Problem.error("schema/" + rule, manifest.origin().locate(path), path, message, hint);
  }

  private static Problem warning(
      Manifest manifest, String rule, FieldPath path, String message, String hint) {
    return Problem.warning("schema/" + rule, manifest.origin().locate(path), path, message, hint);
  }
}
