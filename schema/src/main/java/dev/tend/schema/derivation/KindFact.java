package dev.tend.schema.derivation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

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
    try (InputStream in =
            Objects.requireNonNull(KindFact.class.getResourceAsStream("kinds.txt"), "kinds.txt");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      var sorted = new TreeMap<String, KindFact>();
      for (String line; (line = reader.readLine()) != null; ) {
        if (!line.isBlank() && !line.startsWith("#")) {
          KindFact fact = parse(line);
          if (sorted.put(fact.group() + "/" + fact.version() + "/" + fact.kind, fact) != null) {
            throw new IllegalStateException("kinds.txt names a kind twice: " + line);
          }
        }
      }
      return List.copyOf(sorted.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KindFact parse(String line) {
    String[] columns = line.strip().split("\\s+");
    if (columns.length != 9) {
      throw new IllegalStateException("kinds.txt wants nine columns: " + line);
    }
    String verbs = columns[7].equals("all") ? ALL_VERBS : columns[7];
    return new KindFact(
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        columns[5],
        columns[6],
        verbs,
        columns[8]);
  }

  String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  String version() {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /** The package of Go types that defines the kind, as published names carry it. */
  String typePackage() {
    return switch (group()) {
      case "" -> "io.k8s.api.core." + version();
      case "apiextensions.k8s.io" ->
          "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions." + version();
      case "apiregistration.k8s.io" ->
          "io.k8s.kube-aggregator.pkg.apis.apiregistration." + version();
      case "internal.apiserver.k8s.io" -> "io.k8s.api.apiserverinternal." + version();
      case "rbac.authorization.k8s.io" -> "io.k8s.api.rbac." + version();
      case "flowcontrol.apiserver.k8s.io" -> "io.k8s.api.flowcontrol." + version();
      default -> "io.k8s.api." + group().replace(".k8s.io", "") + "." + version();
    };
  }

  /** The name of the kind's definition. */
  String definition() {
    return typePackage() + "." + kind;
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
