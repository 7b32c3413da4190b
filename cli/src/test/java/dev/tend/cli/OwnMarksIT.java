package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OwnMarksIT {
  private static List<Problem> check(String place, String name, String value) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("apiVersion", "batch/v1").put("kind", "Job");
    content.putObject("metadata").put("name", "migrate").putObject(place).put(name, value);
    return OwnMarks.check(Manifest.of(content, Origin.generated("test")));
  }

  @Test
  void aHookThatThereIsNotIsAnError() {
    assertThat(check("annotations", "tend.dev/hook", "post-apply")).isEmpty();
    assertThat(check("annotations", "tend.dev/hook", "post-aply"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.message()).isEqualTo("there is no hook `post-aply`");
              assertThat(problem.hint()).isEqualTo("Write pre-apply or post-apply");
            });
  }

  @Test
  void ofAnUnknownMarkTheNearestIsNamed() {
    assertThat(check("annotations", "tend.dev/hok", "pre-apply"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isFalse();
              assertThat(problem.hint()).isEqualTo("Did you mean `tend.dev/hook`?");
            });
    assertThat(check("labels", "tend.dev/team", "a"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.hint()).isEmpty());
    assertThat(check("labels", "example.com/hok", "a")).isEmpty();
  }

  @Test
  void everyMarkThatIsDescribedIsKnown() throws Exception {
    Pattern mark = Pattern.compile("tend\\.dev/[a-z][a-z-]+(?![a-z0-9/-])");
    String text =
        Files.readString(Path.of("../docs/apply.md"))
            + Files.readString(Path.of("../docs/validate.md"));
    List<String> described =
        mark.matcher(text).results().map(MatchResult::group).distinct().toList();

    assertThat(described).hasSizeGreaterThan(6);
    assertThat(described)
        .filteredOn(name -> !name.equals("tend.dev/hook"))
        .allSatisfy(name -> assertThat(check("annotations", name, "x")).isEmpty());
  }
}
