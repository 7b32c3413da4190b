package dev.tend.schema.derivation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a server knows of a kind beyond its type: a line of {@code kinds.txt}.
 *
 * @param scope {@code namespaced} or {@code cluster}
 * @param shortNames comma-separated, like categories, subresources and verbs, or {@code -}
 * @param served {@code default} or {@code flag}
 */
record KindFact(
    String apiVersion,
    String kind,
    String plural,
    String scope,
    String shortNames,
    String categories,
    String subresources,
    String verbs,
    String served) {
  private static final String ALL_VERBS =
      "create,delete,deletecollection,get,list,patch,update,watch";

  static List<KindFact> read() {
    List<KindFact> facts = FactLines.read("kinds.txt", 9).stream().map(KindFact::parse).toList();
    Set<String> seen = new HashSet<>();
    for (KindFact fact : facts) {
      if (!seen.add(fact.definition())) {
        throw new IllegalStateException("kinds.txt names a kind twice: " + fact);
      }
    }
    return facts;
  }

  private static KindFact parse(String[] c) {
    String verbs = c[7].equals("all") ? ALL_VERBS : c[7];
    return new KindFact(c[0], c[1], c[2], c[3], c[4], c[5], c[6], verbs, c[8]);
  }

  /** The name of the kind's definition. */
  String definition() {
    return TypePackages.of(apiVersion) + "." + kind;
  }

  /** The line of the index that the running program reads. */
  String indexLine() {
    return String.join(
        "\t",
        apiVersion,
        kind,
        plural,
        scope,
        shortNames,
        categories,
        subresources,
        verbs,
        served,
        definition());
  }
}
