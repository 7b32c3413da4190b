package dev.tend.apply.history;

/**
 * Where an apply comes from.
 *
 * @param by who applies, {@code ann@laptop}
 * @param source what the manifests were rendered from, {@code git 3f2a9c1}; empty where unknown
 */
public record Provenance(String by, String source) {
  public static final Provenance UNKNOWN = new Provenance("", "");
}
