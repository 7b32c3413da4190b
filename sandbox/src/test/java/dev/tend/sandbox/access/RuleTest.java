package dev.tend.sandbox.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
  private static List<String> words(String text) {
    return text == null || text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static Rule rule(String verbs, String groups, String resources, String names) {
    List<String> coreGroup = groups.equals("core") ? List.of("") : words(groups);
    return new Rule(words(verbs), coreGroup, words(resources), words(names), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "get list, core, pods, '', get pods '' x, true",
    "get list, core, pods, '', delete pods '' x, false",
    "get, core, pods, '', get pods log x, false",
    "get, core, pods/log, '', get pods log x, true",
    "get, core, '*/log', '', get pods log x, true",
    "get, core, '*', '', get pods log x, true",
    "get, core, pods, x, get pods '' x, true",
    "get, core, pods, x, get pods '' y, false",
    "'*', apps, pods, '', get pods '' x, false",
    "'*', '*', pods, '', get pods '' x, true",
  })
  void allows(
      String verbs, String groups, String resources, String names, String wanted, boolean allowed) {
    String[] parts = wanted.split(" ");
    Action action =
        new Action(parts[0], "", parts[1], parts[2].replace("''", ""), "a", parts[3], "");
    assertThat(rule(verbs, groups, resources, names).allows(action)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, /healthz, true",
    "/healthz/*, /healthz/etcd, true",
    "/healthz/*, /healthz, false",
    "*, /anything, true",
    "/health, /healthz, false",
  })
  void allowsPaths(String own, String path, boolean allowed) {
    Rule rule = new Rule(List.of("get"), List.of(), List.of(), List.of(), List.of(own));
    assertThat(rule.allows(Action.onPath("get", path))).isEqualTo(allowed);
    assertThat(rule.allows(Action.onPath("post", path))).isFalse();
  }

  @Test
  void coversItsPartsAndNothingElse() {
    Rule rule = rule("get list", "core", "pods pods/log", "");
    assertThat(rule.parts()).hasSize(4).allMatch(rule::covers);
    Rule named = rule("get", "core", "pods", "x");
    assertThat(named.covers(rule("get", "core", "pods", ""))).isFalse();
    assertThat(named.covers(rule("get", "core", "pods", "x"))).isTrue();
    assertThat(rule.covers(rule("get", "core", "pods", "x"))).isTrue();
    assertThat(rule.covers(rule("*", "core", "pods", ""))).isFalse();
    assertThat(Rule.EVERYTHING.getFirst().covers(rule("*", "core", "pods", ""))).isTrue();
  }

  @Test
  void isWrittenAsTheServerWritesIt() {
    assertThat(rule("get list", "core", "pods", "a").toString())
        .isEqualTo(
            "{APIGroups:[\"\"], Resources:[\"pods\"], ResourceNames:[\"a\"], Verbs:[\"get\""
                + " \"list\"]}");
  }
}
