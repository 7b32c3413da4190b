package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A behaviour, and the containers that it is for. */
record Rule(Match match, Behaviour behaviour) {

  /**
   * Which containers. A glob's {@code *} stands for any characters, slashes included; an empty glob
   * matches all.
   *
   * @param image against the image as written, and in full with registry and tag
   * @param labels that the pod must have
   */
  record Match(
      String image,
      String namespace,
      String pod,
      String container,
      SortedMap<String, String> labels) {
    Match {
      labels = new TreeMap<>(labels);
    }

    boolean fits(JsonNode object, JsonNode spec) {
      String written = spec.path("image").asText();
      return (glob(image, written) || glob(image, Images.full(written)))
          && glob(namespace, Meta.namespace(object))
          && glob(pod, Meta.name(object))
          && glob(container, spec.path("name").asText())
          && hasLabels(object);
    }

    private boolean hasLabels(JsonNode object) {
      for (Map.Entry<String, String> label : labels.entrySet()) {
        if (!Meta.label(object, label.getKey()).equals(label.getValue())) {
          return false;
        }
      }
      return true;
    }

    /** Without regular expressions: every look at every container asks. */
    static boolean glob(String glob, String text) {
      if (glob.isEmpty()) {
        return true;
      }
      String[] parts = glob.split("\\*", -1);
      if (parts.length == 1) {
        return text.equals(glob);
      }
      String last = parts[parts.length - 1];
      int end = text.length() - last.length();
      if (!text.startsWith(parts[0]) || !text.endsWith(last)) {
        return false;
      }
      int from = parts[0].length();
      for (int i = 1; i < parts.length - 1; i++) {
        int found = text.indexOf(parts[i], from);
        if (found < 0) {
          return false;
        }
        from = found + parts[i].length();
      }
      return from <= end;
    }
  }
}
