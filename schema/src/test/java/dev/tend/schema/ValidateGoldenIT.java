package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.schema.references.Externals;
import dev.tend.schema.references.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code testdata/validate} is a case: {@code input.yaml}, perhaps {@code
 * crds.yaml}, and {@code expected.txt}, which {@code -Dgolden.update} rewrites.
 */
class ValidateGoldenIT {
  private static final Path CASES = Path.of("..", "testdata", "validate");
  private static final Set<String> FILES = Set.of("input.yaml", "crds.yaml", "expected.txt");

  static Stream<String> cases() throws IOException {
    return names(CASES).stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsExpected(String name) throws IOException {
    Path folder = CASES.resolve(name);
    assertThat(FILES).containsAll(names(folder));
    String found = validate(folder);
    Path expected = folder.resolve("expected.txt");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(expected, found);
    }
    assertThat(found).isEqualTo(Files.readString(expected));
    assertThat(validate(folder)).as("a second run").isEqualTo(found);
  }

  @Test
  void thereAreCasesAndNothingElse() throws IOException {
    assertThat(names(CASES)).hasSizeGreaterThan(10);
    try (Stream<Path> files = Files.list(CASES)) {
      assertThat(files).allMatch(Files::isDirectory);
    }
  }

  private static String validate(Path folder) throws IOException {
    SchemaCatalog catalog = BuiltInSchemas.load();
    if (Files.exists(folder.resolve("crds.yaml"))) {
      List<ObjectNode> crds =
          read(folder.resolve("crds.yaml")).manifests().stream().map(Manifest::content).toList();
      catalog = CustomResourceSchemas.with(catalog, crds);
    }
    ManifestValidator validator = new ManifestValidator(catalog);
    StringBuilder text = new StringBuilder();
    YamlReader.Result read = read(folder.resolve("input.yaml"));
    read.problems().forEach(problem -> describe(problem, text));
    for (Manifest manifest : read.manifests()) {
      switch (validator.validate(manifest)) {
        case Verdict.Valid(Manifest valid, List<Problem> warnings) -> {
          text.append("valid ").append(valid.id()).append('\n');
          warnings.forEach(problem -> describe(problem, text));
        }
        case Verdict.Invalid(Manifest invalid, List<Problem> problems) -> {
          text.append("invalid ").append(invalid.id()).append('\n');
          problems.forEach(problem -> describe(problem, text));
        }
        case Verdict.Unknown(Manifest unknown, Problem problem) -> {
          text.append("unknown ").append(unknown.id()).append('\n');
          describe(problem, text);
        }
        case Verdict.Skipped(Manifest skipped, String reason) ->
            text.append("skipped ").append(skipped.id()).append(": ").append(reason).append('\n');
      }
    }
    BuiltInCatalog builtIn = BuiltInSchemas.load();
    References.check(
            read.manifests(), gvk -> builtIn.find(gvk).isPresent(), Externals.of(List.of()))
        .forEach(problem -> describe(problem, text));
    return text.toString();
  }

  private static YamlReader.Result read(Path file) throws IOException {
    return YamlReader.read(new SourceText(file.getFileName().toString(), Files.readString(file)));
  }

  private static void describe(Problem problem, StringBuilder text) {
    text.append("  ").append(problem.location()).append(' ').append(problem.path());
    text.append("\n    ").append(problem.severity()).append(' ').append(problem.rule());
    text.append(": ").append(problem.message()).append('\n');
    if (!problem.hint().isEmpty()) {
      text.append("    ").append(problem.hint()).append('\n');
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
