package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private final ObjectNode template =
      Trees.yaml("{metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b}]}}");

  @Test
  void theHashNamesTheContentNotItsOrder() {
    ObjectNode reordered =
        Trees.yaml("{spec: {containers: [{image: b, name: a}]}, metadata: {labels: {app: web}}}");

    assertThat(Templates.hash(reordered, 0)).isEqualTo(Templates.hash(template, 0));
    assertThat(Templates.hash(template, 0)).matches("[bcdfghjklmnpqrstvwxz2456789]{1,10}");
  }

  @Test
  void aCollisionGivesAnotherName() {
    assertThat(Templates.hash(template, 1)).isNotEqualTo(Templates.hash(template, 0));
  }

  @Test
  void templatesAreTheSameButForTheLabelThatNamesThem() {
    ObjectNode labelled = template.deepCopy();
    labelled.withObject("/metadata/labels").put(Templates.HASH_LABEL, "abc");
    labelled.withObject("/metadata").putNull("creationTimestamp");
    ObjectNode other = template.deepCopy();
    ((ObjectNode) other.at("/spec/containers/0")).put("image", "c");

    assertThat(Templates.same(template, labelled)).isTrue();
    assertThat(Templates.same(template, other)).isFalse();
  }
}
