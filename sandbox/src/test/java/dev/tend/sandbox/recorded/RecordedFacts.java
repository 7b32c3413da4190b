package dev.tend.sandbox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** A folder of records, kind by kind, as tests: one for each change of the object that is first. */
final class RecordedFacts {
  private final List<Path> files;
  private final Set<String> differences;
  private Optional<Base> before = Optional.empty();
  private Optional<End> after = Optional.empty();

  private RecordedFacts(List<Path> files, Set<String> differences) {
    this.files = files;
    this.differences = differences;
  }

  /** What is to be done with the first record. */
  interface Base {
    void run(JsonNode first, boolean differs) throws Exception;
  }

  /** What is to be done once all are through. */
  interface End {
    void run(JsonNode first) throws Exception;
  }

  /** What is to be done with each record. */
  interface Each {
    void run(JsonNode first, JsonNode each, boolean differs) throws Exception;
  }

  /** A folder whose {@code differences.txt} lists what is known to differ. */
  static RecordedFacts of(Path folder) throws IOException {
    return new RecordedFacts(
        RecordedChanges.files(folder),
        RecordedChanges.differences(folder.resolve("differences.txt")));
  }

  RecordedFacts atLeast(int kinds) {
    assertThat(files).hasSizeGreaterThanOrEqualTo(kinds);
    return this;
  }

  RecordedFacts before(Base step) {
    before = Optional.of(step);
    return this;
  }

  RecordedFacts after(End step) {
    after = Optional.of(step);
    return this;
  }

  Stream<DynamicContainer> tests(Each comparison) throws IOException {
    List<DynamicContainer> kinds = new ArrayList<>();
    for (Path file : files) {
      kinds.add(container(file, comparison));
    }
    return kinds.stream();
  }

  private DynamicContainer container(Path file, Each comparison) throws IOException {
    String name = file.getFileName().toString().replace(".jsonl", "");
    List<JsonNode> records = RecordedChanges.read(file);
    JsonNode first = records.getFirst();
    List<DynamicTest> tests = new ArrayList<>();
    String base = name + " base";
    before.ifPresent(
        step ->
            tests.add(
                DynamicTest.dynamicTest(base, () -> step.run(first, differences.contains(base)))));
    for (JsonNode each : records.subList(1, records.size())) {
      String title = RecordedChanges.title(name, each);
      tests.add(
          DynamicTest.dynamicTest(
              title, () -> comparison.run(first, each, differences.contains(title))));
    }
    after.ifPresent(
        step -> tests.add(DynamicTest.dynamicTest(name + " end", () -> step.run(first))));
    return DynamicContainer.dynamicContainer(name, tests);
  }

  /** Equal, unless they are known to differ: then they must. */
  static void compare(String actual, String expected, boolean differs) {
    if (differs) {
      assertThat(actual).as("differs no more: take it out").isNotEqualTo(expected);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }
}
