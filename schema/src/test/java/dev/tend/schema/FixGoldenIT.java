package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code testdata/fix} is a case: {@code input.yaml}, what it is rewritten to, and
 * what is said of it; {@code -Dgolden.update} writes the latter two.
 */
class FixGoldenIT {
  private static final Path CASES = Path.of("..", "testdata", "fix");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rewritesAsExpected(String name) throws IOException {
    Path folder = CASES.resolve(name);
    Fixer.Fix fix = fix(Files.readString(folder.resolve("input.yaml")));
    StringBuilder notes = new StringBuilder();
    fix.done().forEach(note -> notes.append(note.location() + " " + note.message() + "\n"));
    fix.refused()
        .forEach(note -> notes.append(note.location() + " REFUSED " + note.message() + "\n"));
    if (System.getProperty("golden.update") != null) {
      Files.writeString(folder.resolve("expected.yaml"), fix.text());
      Files.writeString(folder.resolve("notes.txt"), notes);
    }

    assertThat(fix.text()).isEqualTo(Files.readString(folder.resolve("expected.yaml")));
    assertThat(notes.toString()).isEqualTo(Files.readString(folder.resolve("notes.txt")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatWasRewrittenIsValidAndStaysAsItIs(String name) throws IOException {
    Fixer.Fix once = fix(Files.readString(CASES.resolve(name).resolve("input.yaml")));
    ManifestValidator validator = new ManifestValidator(BuiltInSchemas.load());
    List<Manifest> manifests =
        YamlReader.read(new SourceText("input.yaml", once.text())).manifests();

    assertThat(fix(once.text()).text()).isEqualTo(once.text());
    if (once.refused().isEmpty()) {
      assertThat(manifests)
          .allSatisfy(
              manifest ->
                  assertThat(validator.validate(manifest)).isInstanceOf(Verdict.Valid.class));
    }
  }

  private static Fixer.Fix fix(String text) {
    return new Fixer(KubernetesVersion.DEFAULT).fix(new SourceText("input.yaml", text));
  }
}
