package dev.tend.sandbox.podsecurity;

/** How strict a namespace is, the most lenient first. */
enum Level {
  PRIVILEGED("privileged"),
  BASELINE("baseline"),
  RESTRICTED("restricted");

  private final String label;

  Level(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
