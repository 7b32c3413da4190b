package dev.tend.render.kustomize.tree;

import java.util.List;

/** How large a mapping or list is. What it shares with others counts in each place. */
record Extent(long weight, int depth) {
  private static final long ENDLESS = 1L << 40;

  static Extent around(List<Node> values) {
    long weight = 1;
    int depth = 0;
    for (Node value : values) {
      weight = Math.min(weight + value.weight(), ENDLESS);
      depth = Math.max(depth, value.depth());
    }
    return new Extent(weight, depth + 1);
  }
}
