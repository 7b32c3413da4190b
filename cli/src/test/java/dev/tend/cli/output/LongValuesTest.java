package dev.tend.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongValuesTest {
  private static final String LONG =
      "core.PodTemplateSpec{ObjectMeta:v1.ObjectMeta{Name:\"\", Labels:map[string]string{\"a\":\"b\"}},"
          + " Spec:core.PodSpec{Volumes:[]core.Volume(nil)}}";

  @Test
  void aWholeStructBecomesItsType() {
    assertThat(
            LongValues.shorten(
                "Job.batch \"a\" is invalid: spec.template: Invalid value: "
                    + LONG
                    + ": field is immutable"))
        .isEqualTo(
            "Job.batch \"a\" is invalid: spec.template: Invalid value:"
                + " core.PodTemplateSpec{...}: field is immutable");
  }

  @Test
  void eachOfSeveralFieldsIsShortened() {
    String one = "Invalid value: " + LONG + ": field is immutable";

    assertThat(LongValues.shorten("[spec.a: " + one + ", spec.b: " + one + "]"))
        .isEqualTo(
            "[spec.a: Invalid value: core.PodTemplateSpec{...}: field is immutable,"
                + " spec.b: Invalid value: core.PodTemplateSpec{...}: field is immutable]");
  }

  @Test
  void theDifferenceOfTwoObjectsThatSomeEndWithIsLeftOut() {
    assertThat(
            LongValues.shorten(
                "spec: Forbidden: pod updates may not change other fields\n"
                    + "\u00a0\u00a0core.PodSpec{\n  \t... // 3 identical fields\n"))
        .isEqualTo("spec: Forbidden: pod updates may not change other fields");
  }

  @Test
  void shortValuesAndOtherMessagesStay() {
    String few = "spec.clusterIP: Invalid value: \"10.0.0.1\": field is immutable";
    String other = "spec.replicas: Invalid value: " + LONG + ": must be a number";

    assertThat(LongValues.shorten(few)).isEqualTo(few);
    assertThat(LongValues.shorten(other)).isEqualTo(other);
  }
}
