package dev.tend.sandbox.kubelet;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which images are on which nodes. */
final class NodeImages {
  private final Set<String> present = ConcurrentHashMap.newKeySet();

  void keep(String node, String image) {
    present.add(key(node, image));
  }

  boolean has(String node, String image) {
    return present.contains(key(node, image));
  }

  private static String key(String node, String image) {
    return node + " " + Images.full(image);
  }
}
