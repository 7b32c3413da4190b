package dev.tend.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tend.manifest.KnownFailure;
import dev.tend.render.kustomize.model.BuildFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Plays a folder of recorded builds, each a folder with {@code case.json}, {@code in} and, unless
 * the build must fail, {@code expected.yaml}. For development.
 */
@EnabledIfSystemProperty(named = "tend.kustomize.cases", matches = ".+")
final class RecordedCasesIT {
  @Test
  void everyRecordedBuildComesOutTheSame() throws IOException {
    List<String> differing = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of(System.getProperty("tend.kustomize.cases")))) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        if (!matches(folder)) {
          differing.add(folder.getFileName().toString());
        }
      }
    }
    assertThat(differing).isEmpty();
  }

  private static boolean matches(Path folder) throws IOException {
    JsonNode said = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
    Build.Order order =
        said.path("reorder").asText().equals("legacy") ? Build.Order.LEGACY : Build.Order.NONE;
    boolean restricted = !said.path("loadRestrictions").asText().equals("LoadRestrictionsNone");
    Path in = folder.resolve("in").resolve("./" + said.path("path").asText());
    Optional<String> built;
    try {
      built = Optional.of(GoldenIT.built(new Build(order), in, restricted));
    } catch (BuildFailure | KnownFailure e) {
      built = Optional.empty();
    }
    Path expected = folder.resolve("expected.yaml");
    return Files.exists(expected)
        ? built.equals(Optional.of(Files.readString(expected)))
        : built.isEmpty();
  }
}
