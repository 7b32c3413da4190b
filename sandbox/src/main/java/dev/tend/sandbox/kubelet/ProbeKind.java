package dev.tend.sandbox.kubelet;

/** What a probe is for. */
enum ProbeKind {
  STARTUP("startup"),
  LIVENESS("liveness"),
  READINESS("readiness");

  private final String word;

  ProbeKind(String word) {
    this.word = word;
  }

  /** As rules and messages call it: {@code liveness}. */
  String word() {
    return word;
  }

  /** {@code livenessProbe}. */
  String field() {
    return word + "Probe";
  }

  /** At the beginning of a sentence: {@code Liveness}. */
  String title() {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
