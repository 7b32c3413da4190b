package dev.tend.apply.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Manifests as text: one of JSON a line, by id, so that the same set is always the same text. */
public final class ManifestLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestLines() {}

  public static String of(List<Manifest> manifests) {
    return manifests.stream()
        .sorted(Comparator.comparing(Manifest::id))
        .map(manifest -> manifest.content() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * @param where they come from, for messages
   * @throws KnownFailure where a line is no manifest
   */
  public static List<Manifest> read(String lines, String where) {
    List<Manifest> manifests = new ArrayList<>();
    lines.lines().forEach(line -> manifests.add(manifest(line, where)));
    return manifests;
  }

  private static Manifest manifest(String line, String where) {
    try {
      if (JSON.readTree(line) instanceof ObjectNode content) {
        return Manifest.of(content, Origin.generated(where));
      }
    } catch (JsonProcessingException e) {
      // What isn't JSON isn't a manifest either.
    }
    throw new KnownFailure(
        "Couldn't read %s: a line of it is no manifest".formatted(where), "Somebody edited it");
  }
}
