package dev.tend.sandbox.conformance;

/** Minor versions of kubectl, both ends included. */
record KubectlRange(int from, int to) {
  static final KubectlRange ALL = new KubectlRange(0, Integer.MAX_VALUE);

  /**
   * @param text such as {@code 1.27..1.30} or {@code 1.31..}
   */
  static KubectlRange parse(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      throw new IllegalArgumentException("not a range of kubectl versions: " + text);
    }
    String from = text.substring(0, dots);
    String to = text.substring(dots + 2);
    return new KubectlRange(
        from.isEmpty() ? 0 : minor(from), to.isEmpty() ? Integer.MAX_VALUE : minor(to));
  }

  private static int minor(String version) {
    return Integer.parseInt(version.substring(version.indexOf('.') + 1));
  }

  boolean contains(int minor) {
    return from <= minor && minor <= to;
  }

  @Override
  public String toString() {
    return (from == 0 ? "" : "1." + from) + ".." + (to == Integer.MAX_VALUE ? "" : "1." + to);
  }
}
