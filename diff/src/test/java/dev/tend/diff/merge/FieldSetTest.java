package dev.tend.diff.merge;

import static dev.tend.diff.merge.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.FieldPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"f:a\":{}}",
        "{\"f:a\":{\".\":{},\"f:b\":{}}}",
        "{\"f:a\":{\"f:b\":{}},\"f:aa\":{}}",
        "{\"f:app.kubernetes.io/name\":{}}",
        "{\"f:l\":{\"k:{\\\"name\\\":\\\"web\\\"}\":{\".\":{},\"f:image\":{}}}}",
        "{\"f:l\":{\"k:{\\\"containerPort\\\":9,\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{}},"
            + "\"k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{}}}}",
        "{\"f:s\":{\"v:\\\"a\\\"\":{},\"v:\\\"b\\\"\":{}}}",
        "{\"f:s\":{\"v:1\":{},\"v:2\":{},\"v:10\":{},\"v:\\\"1\\\"\":{},\"v:true\":{}}}",
        "{\"f:i\":{\"i:2\":{},\"i:10\":{}}}",
        "{\"f:a\":{},\"k:{\\\"a\\\":1}\":{},\"v:1\":{},\"i:0\":{}}",
        "{\"f:s\":{\"v:\\\"\\\\u003cb\\\\u003e \\\\u0026 \\\\\\\"q\\\\\\\"\\\"\":{}}}",
      })
  void writesWhatItReadInTheServersOrder(String text) {
    String written = FieldSet.parse(json(text)).toJson().toString();

    // An item that is a member alone is written without the dot.
    assertThat(written).isEqualTo(text.replace("{\".\":{}}", "{}"));
  }

  @Test
  void sortsWhatItReads() {
    String shuffled =
        "{'v:2':{}, 'i:1':{}, 'f:b':{}, 'k:{\"name\":\"x\"}':{}, 'v:1':{}, 'f:a':{'f:z':{}, '.':{}}}";

    assertThat(FieldSet.parse(json(shuffled)))
        .hasToString(
            "{\"f:a\":{\".\":{},\"f:z\":{}},\"f:b\":{},"
                + "\"k:{\\\"name\\\":\\\"x\\\"}\":{},\"v:1\":{},\"v:2\":{},\"i:1\":{}}");
  }

  @Test
  void leavesOutStepsOfAKindThatItDoesNotKnow() {
    assertThat(FieldSet.parse(json("{'f:a':{}, 'x:new':{}}"))).hasToString("{\"f:a\":{}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'f':{}}", "{'a b':{}}", "{'k:{':{}}", "{'k:7':{}}", "{'v:':{}}", "{'i:x':{}}"})
  void refusesMalformedSteps(String text) {
    assertThatThrownBy(() -> FieldSet.parse(json(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'f:a':{}} | {'f:b':{}} | {'f:a':{}, 'f:b':{}} | {} | {'f:a':{}}",
        "{'f:a':{}} | {'f:a':{}} | {'f:a':{}} | {'f:a':{}} | {}",
        "{'f:a':{}} | {'f:a':{'f:b':{}}} | {'f:a':{'.':{}, 'f:b':{}}} | {} | {'f:a':{}}",
        "{'f:a':{'.':{}, 'f:b':{}}} | {'f:a':{}} | {'f:a':{'.':{}, 'f:b':{}}} | {'f:a':{}} |"
            + " {'f:a':{'f:b':{}}}",
        "{'f:a':{'f:b':{}, 'f:c':{}}} | {'f:a':{'f:b':{}}} | {'f:a':{'f:b':{}, 'f:c':{}}} |"
            + " {'f:a':{'f:b':{}}} | {'f:a':{'f:c':{}}}",
      })
  void combines(String left, String right, String union, String intersection, String difference) {
    FieldSet a = FieldSet.parse(json(left));
    FieldSet b = FieldSet.parse(json(right));

    assertThat(a.union(b)).isEqualTo(FieldSet.parse(json(union)));
    assertThat(b.union(a)).isEqualTo(FieldSet.parse(json(union)));
    assertThat(a.intersection(b)).isEqualTo(FieldSet.parse(json(intersection)));
    assertThat(b.intersection(a)).isEqualTo(FieldSet.parse(json(intersection)));
    assertThat(a.difference(b)).isEqualTo(FieldSet.parse(json(difference)));
  }

  @Test
  void withoutTakesWhatLiesBelowToo() {
    FieldSet set = FieldSet.parse(json("{'f:a':{'.':{}, 'f:b':{'f:c':{}}}, 'f:d':{'f:e':{}}}"));

    assertThat(set.without(FieldSet.of(FieldPath.of("a", "b"), FieldPath.of("d"))))
        .hasToString("{\"f:a\":{}}");
  }

  @Test
  void knowsItsMembersAndLeaves() {
    FieldSet set = FieldSet.parse(json("{'f:a':{'.':{}, 'f:b':{}}, 'f:c':{'f:d':{}}}"));

    assertThat(set.has(FieldPath.of("a"))).isTrue();
    assertThat(set.has(FieldPath.of("a", "b"))).isTrue();
    assertThat(set.has(FieldPath.of("c"))).isFalse();
    assertThat(set.has(FieldPath.of("x", "y"))).isFalse();
    assertThat(set.has(FieldPath.ROOT)).isFalse();
    assertThat(set.leaves()).hasToString("{\"f:a\":{\"f:b\":{}},\"f:c\":{\"f:d\":{}}}");
    assertThat(set.paths())
        .containsExactly(FieldPath.of("a"), FieldPath.of("a", "b"), FieldPath.of("c", "d"));
  }
}
