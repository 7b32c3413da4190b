package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of a pod's images a node says that it has: 0 to 100. */
final class ImageScores {
  private static final long LEAST = 23L * 1024 * 1024;
  private static final long MOST_OF_EACH = 1000L * 1024 * 1024;

  private final Map<String, Map<String, Long>> sizes = new HashMap<>();
  private final Map<String, Integer> spread = new HashMap<>();
  private final List<String> images = new ArrayList<>();
  private final int nodes;

  ImageScores(Placed asking, List<NodeView> nodes) {
    this.nodes = nodes.size();
    JsonNode spec = asking.pod().path("spec");
    for (String list : new String[] {"initContainers", "containers"}) {
      spec.path(list).forEach(container -> images.add(tagged(container.path("image").asText())));
    }
    for (NodeView node : nodes) {
      Map<String, Long> present = new HashMap<>();
      for (JsonNode image : node.node().path("status").path("images")) {
        for (JsonNode name : image.path("names")) {
          present.put(name.asText(), image.path("sizeBytes").asLong());
        }
      }
      sizes.put(node.name(), present);
      present.keySet().forEach(name -> spread.merge(name, 1, Integer::sum));
    }
  }

  private static String tagged(String image) {
    return image.lastIndexOf(':') <= image.lastIndexOf('/') ? image + ":latest" : image;
  }

  long of(NodeView view) {
    Map<String, Long> present = sizes.getOrDefault(view.name(), Map.of());
    long sum = 0;
    for (String image : images) {
      // An image that few nodes have counts less, so that not all pods go there.
      double share = (double) spread.getOrDefault(image, 0) / nodes;
      sum += (long) (present.getOrDefault(image, 0L) * share);
    }
    long most = MOST_OF_EACH * images.size();
    long within = Math.max(LEAST, Math.min(most, sum));
    return 100 * (within - LEAST) / (most - LEAST);
  }
}
