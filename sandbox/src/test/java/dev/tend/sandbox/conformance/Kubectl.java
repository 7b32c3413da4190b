package dev.tend.sandbox.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kubectl that is installed here.
 *
 * @param version such as {@code v1.33.1}
 * @param minor the 33 of it
 */
record Kubectl(Path binary, String version, int minor) {
  private static final Pattern VERSION =
      Pattern.compile("\"gitVersion\": \"(v1\\.(\\d+)\\.\\d+)\"");

  /**
   * The kubectl on PATH, and those that lie beside it as {@code kubectl.1.30}; one of each minor
   * version, oldest first.
   */
  static List<Kubectl> installed() {
    Optional<Path> onPath =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "kubectl"))
            .filter(Files::isExecutable)
            .findFirst();
    if (onPath.isEmpty()) {
      return List.of();
    }
    try {
      Map<Integer, Kubectl> found = new TreeMap<>();
      for (Path binary : candidates(onPath.get().toRealPath())) {
        ask(binary).ifPresent(kubectl -> found.putIfAbsent(kubectl.minor(), kubectl));
      }
      return List.copyOf(found.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> candidates(Path real) throws IOException {
    List<Path> siblings = new ArrayList<>();
    Path folder = real.getParent();
    if (folder != null) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "kubectl.1.*")) {
        files.forEach(siblings::add);
      }
    }
    siblings.sort(Comparator.naturalOrder());
    List<Path> all = new ArrayList<>(List.of(real));
    all.addAll(siblings);
    return all;
  }

  /** Empty for one that isn't itself a release: some only pass the call on to another. */
  private static Optional<Kubectl> ask(Path binary) throws IOException {
    Process process =
        new ProcessBuilder(binary.toString(), "version", "--client", "-o", "json")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher version = VERSION.matcher(text);
    return version.find()
        ? Optional.of(new Kubectl(binary, version.group(1), Integer.parseInt(version.group(2))))
        : Optional.empty();
  }
}
