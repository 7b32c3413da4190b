package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.BundledLines;
import java.util.HashMap;
import java.util.Map;

/** What a file beside this class says of kinds: in each line its apiVersion, its name, a form. */
final class KindForms {
  private KindForms() {}

  /** By {@code apiVersion kind}. */
  static Map<String, ObjectNode> read(String file) {
    Map<String, ObjectNode> forms = new HashMap<>();
    for (String line : BundledLines.read(KindForms.class, file)) {
      String[] words = line.split(" ", 3);
      forms.put(words[0] + " " + words[1], BundledLines.object(words[2]));
    }
    return forms;
  }
}
