package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.BundledLines;
import dev.tend.schema.KubernetesVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fields that a version knows, but drops, as what they are for isn't switched on yet. */
final class GatedFields {
  private static final String FILE = "gated.txt";
  private static final String POD = "pod";
  private static final String NEVER = "-";
  private static final List<String> POD_SPECS =
      List.of("/spec", "/spec/template/spec", "/spec/jobTemplate/spec/template/spec");

  private final Map<String, List<List<String>>> byKind;

  private GatedFields(Map<String, List<List<String>>> byKind) {
    this.byKind = Map.copyOf(byKind);
  }

  /** Those that a version drops. */
  static GatedFields of(KubernetesVersion version) {
    Map<String, List<List<String>>> byKind = new HashMap<>();
    for (String line : BundledLines.read(GatedFields.class, FILE)) {
      String[] words = line.split(" ");
      if (isOff(words[2], version)) {
        byKind
            .computeIfAbsent(words[0], absent -> new ArrayList<>())
            .add(List.of(words[1].split("/")));
      }
    }
    return new GatedFields(byKind);
  }

  private static boolean isOff(String since, KubernetesVersion version) {
    return since.equals(NEVER) || KubernetesVersion.parse(since).compareTo(version) > 0;
  }

  void drop(ObjectNode object) {
    for (List<String> path : byKind.getOrDefault(object.path("kind").asText(), List.of())) {
      drop(object, path);
    }
    for (String place : POD_SPECS) {
      if (object.at(place) instanceof ObjectNode spec) {
        byKind.getOrDefault(POD, List.of()).forEach(path -> drop(spec, path));
      }
    }
  }

  private static void drop(JsonNode node, List<String> path) {
    String step = path.getFirst();
    if (path.size() == 1) {
      if (node instanceof ObjectNode object) {
        object.remove(step);
      }
      return;
    }
    List<String> rest = path.subList(1, path.size());
    if (step.equals("*")) {
      node.forEach(child -> drop(child, rest));
    } else if (step.startsWith("{")) {
      Arrays.stream(step.substring(1, step.length() - 1).split(","))
          .forEach(name -> drop(node.path(name), rest));
    } else {
      drop(node.path(step), rest);
    }
  }
}
