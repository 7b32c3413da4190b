package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final String MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: $name, namespace: shop}
      data: {colour: red}
      """;
  private static final String NAMESPACE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      """;

  private final FakeLiveState live = new FakeLiveState();
  private final Set<String> checked = new ConcurrentSkipListSet<>();

  private static String map(String name) {
    return MAP.replace("$name", name);
  }

  /** Notes what it is asked about, and refuses what is called bad. */
  private List<Problem> problems(Manifest manifest) {
    checked.add(manifest.id().name());
    if (manifest.id().name().startsWith("odd")) {
      FieldPath path = FieldPath.of("data");
      return List.of(Problem.warning("test", manifest.origin().locate(path), path, "how odd", ""));
    }
    return manifest.id().name().startsWith("bad")
        ? List.of(error(manifest, "first"), error(manifest, "second"))
        : List.of();
  }

  private static Problem error(Manifest manifest, String message) {
    FieldPath path = FieldPath.of("data", "colour");
    return Problem.error("test", manifest.origin().locate(path), path, message, "");
  }

  private Plan plan(Planner.Care care, String... documents) {
    return new Planner(live)
        .plan(
            Yaml.manifests(String.join("---\n", documents)),
            new Planner.Options(Force.NONE, 4, care, this::problems));
  }

  @Test
  void whatStandsIsNotChecked() {
    live.having(map("bad"));
    live.having(map("other"));

    Plan plan = plan(Planner.Care.ALL, map("bad"), map("other").replace("red", "blue"), map("new"));

    assertThat(plan.problems()).isEmpty();
    assertThat(checked).containsExactlyInAnyOrder("other", "new");
  }

  @Test
  void whatIsWrongIsToldInFullAndTheServerIsNotAsked() {
    live.having(map("bad-change"));

    Plan plan =
        plan(
            Planner.Care.ALL, map("bad-change").replace("red", "blue"), map("bad-new"), map("new"));

    assertThat(plan.problems())
        .extracting(Problem::message)
        .containsExactly("first", "second", "first", "second");
    assertThat(plan.changes())
        .singleElement()
        .satisfies(change -> assertThat(live.wasAskedAbout(change.id())).isTrue());
    for (Manifest manifest : Yaml.manifests(map("bad-change") + "---\n" + map("bad-new"))) {
      assertThat(live.wasAskedAbout(manifest.id())).isFalse();
    }
  }

  @Test
  void whatTheServerCannotBeAskedAboutIsCheckedAllTheSame() {
    Plan plan = plan(Planner.Care.ALL, NAMESPACE, map("bad"));

    assertThat(plan.problems()).hasSize(2);
  }

  @Test
  void ofManyNewOnesEachIsChecked() {
    String[] many = new String[150];
    for (int i = 0; i < many.length; i++) {
      many[i] = map(i == 140 ? "bad" : "m" + i);
    }

    Plan plan = plan(Planner.Care.FIRST_OF_MANY, many);

    assertThat(checked).hasSize(150);
    assertThat(plan.problems()).hasSize(2);
  }

  @Test
  void warningsAreThoseOfTheChange() {
    live.having(map("odd-change"));

    Plan plan = plan(Planner.Care.ALL, map("odd-change").replace("red", "blue"), map("odd-new"));

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.changes())
        .hasSize(2)
        .allSatisfy(
            change -> {
              List<String> warnings =
                  switch (change) {
                    case Change.Create create -> create.warnings();
                    case Change.Update update -> update.warnings();
                    default -> List.of();
                  };
              assertThat(warnings).contains("how odd");
            });
  }
}
