package dev.tend.schema.locations;

import dev.tend.manifest.KnownFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How paths and URLs of schemas are written. */
final class Locations {
  private static final Pattern FILE = Pattern.compile("[^?#]*\\.(ya?ml|json)([?#].*)?");

  private Locations() {}

  static boolean isWeb(String location) {
    return location.startsWith("http://") || location.startsWith("https://");
  }

  /** Whether it is a file by its name; all else is a folder. */
  static boolean isFile(String location) {
    return FILE.matcher(location).matches();
  }

  /** The place that a file refers to; what is on the web can't refer to local files. */
  static String beside(String location, String reference) {
    try {
      if (isWeb(reference)) {
        return URI.create(reference).toString();
      } else if (isWeb(location)) {
        URI there = URI.create(location).resolve(reference);
        if (isWeb(there.toString())) {
          return there.toString();
        }
      } else if (!reference.contains("://")) {
        return Path.of(location).resolveSibling(reference).normalize().toString();
      }
    } catch (IllegalArgumentException e) {
      throw refused(location, reference, e);
    }
    throw refused(location, reference, null);
  }

  private static KnownFailure refused(
      String location, String reference, @Nullable Throwable cause) {
    return new KnownFailure(
        "Reading the schema %s: it refers to %s, which is no file and no URL"
            .formatted(location, reference),
        "",
        cause);
  }
}
