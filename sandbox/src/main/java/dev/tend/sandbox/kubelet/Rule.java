package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.selectors.Globs;
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
      return (Globs.fits(image, written) || Globs.fits(image, Images.full(written)))
          && Globs.fits(namespace, Meta.namespace(object))
          && Globs.fits(pod, Meta.name(object))
          && Globs.fits(container, spec.path("name").asText())
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
  }
}
