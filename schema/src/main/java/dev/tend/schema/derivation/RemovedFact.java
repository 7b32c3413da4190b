package dev.tend.schema.derivation;

import java.util.List;
import java.util.stream.Stream;

/** A kind at a version that servers served once. */
record RemovedFact(String apiVersion, String kind, String removedIn, String replacement) {
  static List<RemovedFact> read() {
    return FactLines.read("removed.txt", 4).stream()
        .flatMap(
            c -> Stream.of(c[1].split(",")).map(kind -> new RemovedFact(c[0], kind, c[2], c[3])))
        .toList();
  }

  /** The name that the kind's definition had; no artifact need know it. */
  String definition() {
    return TypePackages.of(apiVersion) + "." + kind;
  }

  String indexLine(boolean defined) {
    return String.join(
        "\t", apiVersion, kind, removedIn, replacement, defined ? definition() : "-");
  }
}
