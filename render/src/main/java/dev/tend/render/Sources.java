package dev.tend.render;

import dev.tend.manifest.KnownFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Finds out what a source is. */
public final class Sources {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  private Sources() {}

  /**
   * The source that a word on the command line names. A folder with several of the files that give
   * a folder its meaning is what the first of tend.yaml, a kustomization and Chart.yaml says.
   *
   * @param word a path, {@code -} or a URL
   * @param base the folder that relative paths start from
   */
  public static Source detect(String word, Path base) {
    if (word.equals("-")) {
      return new Source.Stdin("<stdin>");
    }
    if (word.startsWith("http://") || word.startsWith("https://")) {
      return new Source.Web(word, uri(word));
    }
    if (SCHEME.matcher(word).matches()) {
      throw new KnownFailure(
          "Reading " + word + ": tend takes no such URLs",
          "Name a file, a folder, - for standard input, or an http(s) URL");
    }
    return detect(word, path(word, base), base);
  }

  /**
   * The source at a path.
   *
   * @param word what the user wrote for it
   * @param base the folder that relative paths start from
   */
  public static Source detect(String word, Path path, Path base) {
    if (!Files.exists(path)) {
      throw missing(word, path, base);
    }
    boolean folder = Files.isDirectory(path);
    Path home = folder ? path : path.toAbsolutePath().normalize().getParent();
    String file = folder ? "" : Folder.nameOf(path);
    if (home != null && (folder ? Folder.isApp(home) : Folder.APP_FILE.equals(file))) {
      return new Source.App(word, home.resolve(Folder.APP_FILE));
    }
    if (home != null
        && (folder ? Folder.isKustomization(home) : Folder.isKustomizationFile(file))) {
      return new Source.Kustomization(word, home);
    }
    if (home != null && (folder ? Folder.isChart(home) : Folder.CHART_FILE.equals(file))) {
      return new Source.Chart(word, home);
    }
    return new Source.PlainFiles(word, path);
  }

  private static KnownFailure missing(String word, Path path, Path base) {
    String hint =
        Folder.nearMiss(path)
            .map(near -> "Did you mean " + shown(near, word, base) + "?")
            .orElse("Relative paths start from " + base);
    return new KnownFailure("Reading " + word + ": there is no such file or folder", hint);
  }

  /** Relative where the user wrote it so. */
  private static String shown(Path near, String word, Path base) {
    Path absolute = base.toAbsolutePath().normalize();
    return !Path.of(word).isAbsolute() && near.startsWith(absolute)
        ? absolute.relativize(near).toString()
        : near.toString();
  }

  private static Path path(String word, Path base) {
    try {
      return base.resolve(word);
    } catch (InvalidPathException e) {
      throw new KnownFailure("Reading " + word + ": this is no path: " + e.getReason(), "", e);
    }
  }

  private static URI uri(String word) {
    try {
      URI uri = new URI(word);
      if (uri.getHost() == null) {
        throw new KnownFailure("Reading " + word + ": this URL names no host");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new KnownFailure("Reading " + word + ": this is no URL: " + e.getReason(), "", e);
    }
  }
}
