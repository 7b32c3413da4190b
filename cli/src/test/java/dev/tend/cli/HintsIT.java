package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.cli.output.TestConsole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HintsIT {
  /** In a text, behind a colon, a parenthesis or a backquote; or before an argument. */
  private static final Pattern ADVISED =
      Pattern.compile(
          "(?:[:(`] ?|\\bthen |\\bfirst )tend ([a-z]+)\\b|\"tend ([a-z]+) (?=--|[A-Z]|%s)");

  /** What tend does, in "Reading x: tend takes no such URLs". */
  private static final Set<String> PROSE = Set.of("takes");

  @Test
  void noTextAdvisesACommandThatThereIsNot() throws IOException {
    var commands =
        Tend.commandLine(new Session(new TestConsole().environment())).getSubcommands().keySet();
    Map<String, String> advised = new TreeMap<>();
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> collect(file, advised));
      }
    }

    assertThat(advised).hasSizeGreaterThan(6);
    assertThat(advised).allSatisfy((word, where) -> assertThat(commands).as(where).contains(word));
  }

  /** Beside their sources is what builds make and remove at any time. */
  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
          .sorted()
          .toList();
    }
  }

  /** Comments speak of commands, too, but not to users. */
  private static void collect(Path file, Map<String, String> advised) {
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .filter(line -> line.contains("\""))
          .forEach(
              line ->
                  ADVISED
                      .matcher(line)
                      .results()
                      .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                      .filter(word -> !PROSE.contains(word))
                      .forEach(word -> advised.put(word, file + ": " + line.strip())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
