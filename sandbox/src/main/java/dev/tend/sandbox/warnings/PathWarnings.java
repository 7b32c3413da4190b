package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Files of a volume that are in each other's way. */
final class PathWarnings {
  private PathWarnings() {}

  /**
   * A file, and what it is made from.
   *
   * @param source empty where the volume has but one
   */
  private record File(String path, String source) {
    String shown() {
      return source.isEmpty() ? "\"%s\"".formatted(path) : "\"%s\" (%s)".formatted(path, source);
    }

    boolean overlaps(File other) {
      return !path.isEmpty()
          && !other.path.isEmpty()
          && ((path + "/").startsWith(other.path + "/")
              || (other.path + "/").startsWith(path + "/"));
    }
  }

  static void add(JsonNode volumes, List<String> warnings) {
    for (JsonNode volume : volumes) {
      String name = volume.path("name").asText();
      JsonNode map = volume.path("configMap");
      own(name, "ConfigMap \"%s\"".formatted(map.path("name").asText()), map, warnings);
      JsonNode secret = volume.path("secret");
      own(name, "Secret \"%s\"".formatted(secret.path("secretName").asText()), secret, warnings);
      own(name, "DownwardAPI", volume.path("downwardAPI"), warnings);
      if (volume.has("projected")) {
        projected(name, volume.path("projected").path("sources"), warnings);
      }
    }
  }

  private static void own(String volume, String what, JsonNode source, List<String> warnings) {
    List<File> before = new ArrayList<>();
    for (File file : items(source, "")) {
      overlaps(volume, what, file, before, warnings);
    }
  }

  private static void projected(String volume, JsonNode sources, List<String> warnings) {
    List<File> before = new ArrayList<>();
    for (JsonNode source : sources) {
      if (source.isEmpty()) {
        warnings.add("volume \"%s\" (Projected) has no sources provided".formatted(volume));
      }
      for (File file : files(source)) {
        overlaps(volume, "Projected", file, before, warnings);
      }
    }
  }

  private static List<File> files(JsonNode source) {
    JsonNode map = source.path("configMap");
    JsonNode secret = source.path("secret");
    if (map.has("items")) {
      return items(map, "ConfigMap \"%s\"".formatted(map.path("name").asText()));
    }
    if (secret.has("items")) {
      return items(secret, "Secret \"%s\"".formatted(secret.path("name").asText()));
    }
    if (source.path("downwardAPI").has("items")) {
      return items(source.path("downwardAPI"), "DownwardAPI");
    }
    if (source.has("serviceAccountToken")) {
      String path = source.path("serviceAccountToken").path("path").asText();
      return List.of(file(path, "ServiceAccountToken"));
    }
    JsonNode bundle = source.path("clusterTrustBundle");
    if (bundle.isObject()) {
      String name = bundle.path("name").asText(bundle.path("signerName").asText());
      return List.of(
          file(bundle.path("path").asText(), "ClusterTrustBundle \"%s\"".formatted(name)));
    }
    return List.of();
  }

  private static List<File> items(JsonNode source, String what) {
    List<File> files = new ArrayList<>();
    source.path("items").forEach(item -> files.add(file(item.path("path").asText(), what)));
    return files;
  }

  private static File file(String path, String source) {
    return new File(path.replaceFirst("/+$", ""), source);
  }

  private static void overlaps(
      String volume, String what, File file, List<File> before, List<String> warnings) {
    for (File other : before) {
      if (file.overlaps(other)) {
        warnings.add(
            "volume \"%s\" (%s): overlapping paths: %s with %s"
                .formatted(volume, what, file.shown(), other.shown()));
      }
    }
    before.add(file);
  }
}
