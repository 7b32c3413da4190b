package dev.tend.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a-b", "1a", "a1", "a.b", "a-1.b-2"})
  void takesSubdomains(String name) {
    assertThat(Names.isSubdomain(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a_b", "a..b", ".a", "a.", "a.-b", "ä"})
  void refusesWhatIsNoSubdomain(String name) {
    assertThat(Names.isSubdomain(name)).isFalse();
  }

  @Test
  void measuresLengths() {
    assertThat(Names.isSubdomain("a".repeat(253))).isTrue();
    assertThat(Names.isSubdomain("a".repeat(254))).isFalse();
    assertThat(Names.isLabel("a".repeat(63))).isTrue();
    assertThat(Names.isLabel("a".repeat(64))).isFalse();
    assertThat(Names.isLabelValue("a".repeat(64))).isFalse();
    assertThat(Names.isQualified("a".repeat(64))).isFalse();
  }

  @Test
  void servicesBeginWithALetter() {
    assertThat(Names.isLabel("1a")).isTrue();
    assertThat(Names.isLabel1035("1a")).isFalse();
    assertThat(Names.isLabel("a.b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "example.com/app", "App_1.x", "a/B"})
  void takesQualifiedKeys(String key) {
    assertThat(Names.isQualified(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/app", "example.com/", "a/b/c", "Example.com/app", "-a", "a b"})
  void refusesOtherKeys(String key) {
    assertThat(Names.isQualified(key)).isFalse();
  }

  @Test
  void annotationsMayHaveCapitalsInTheirPrefix() {
    assertThat(Names.isAnnotationKey("Example.com/app")).isTrue();
  }

  @Test
  void labelValuesMayBeEmpty() {
    assertThat(Names.isLabelValue("")).isTrue();
    assertThat(Names.isLabelValue("v1.2_x-y")).isTrue();
    assertThat(Names.isLabelValue("a b")).isFalse();
    assertThat(Names.isLabelValue("-a")).isFalse();
  }

  @Test
  void rolesMayHaveAnyNameThatAUrlCanHold() {
    assertThat(Names.isPathSegment("system:controller:x")).isTrue();
    assertThat(Names.isPathSegment("a/b")).isFalse();
    assertThat(Names.isPathSegment("..")).isFalse();
  }
}
