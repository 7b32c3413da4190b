package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectorIndexTest {
  private final SelectorIndex budgets =
      new SelectorIndex(budget -> budget.path("spec").path("selector"));

  @Test
  void findsWhoAsksForTheseLabels() {
    hear(Type.ADDED, budget("web", "{matchLabels: {app: web, tier: front}}"));
    hear(Type.ADDED, budget("db", "{matchLabels: {app: db}}"));

    assertThat(selecting("{app: web, tier: front, x: y}")).containsExactly("web");
    assertThat(selecting("{app: web}")).isEmpty();
    assertThat(selecting("{app: db}")).containsExactly("db");
  }

  @Test
  void findsWhoAsksForNoLabelByItsExpressions() {
    hear(Type.ADDED, budget("all", "{}"));
    hear(Type.ADDED, budget("some", "{matchExpressions: [{key: app, operator: Exists}]}"));

    assertThat(selecting("{}")).containsExactly("all");
    assertThat(selecting("{app: x}")).containsExactly("all", "some");
  }

  @Test
  void aSelectorThatIsAbsentSelectsNothing() {
    hear(Type.ADDED, Trees.yaml("{metadata: {name: none, namespace: shop}, spec: {}}"));

    assertThat(selecting("{app: x}")).isEmpty();
  }

  @Test
  void forgetsWhatChangedAndWhatIsGone() {
    hear(Type.ADDED, budget("a", "{matchLabels: {app: web}}"));
    hear(Type.MODIFIED, budget("a", "{matchLabels: {app: db}}"));
    assertThat(selecting("{app: web}")).isEmpty();
    assertThat(selecting("{app: db}")).containsExactly("a");

    hear(Type.DELETED, budget("a", "{matchLabels: {app: db}}"));
    assertThat(selecting("{app: db}")).isEmpty();
  }

  @Test
  void aChangeOfLabelsConcernsWhoSelectedThemBefore() {
    hear(Type.ADDED, budget("web", "{matchLabels: {app: web}}"));
    hear(Type.ADDED, budget("db", "{matchLabels: {app: db}}"));
    ObjectNode before = Trees.yaml("{metadata: {name: p, namespace: shop, labels: {app: web}}}");
    ObjectNode after = Trees.yaml("{metadata: {name: p, namespace: shop, labels: {app: db}}}");

    assertThat(budgets.concerned(new ObjectEvent(Type.MODIFIED, Meta.id(after), after, before)))
        .extracting(id -> id.name())
        .containsExactly("db", "web");
  }

  @Test
  void aPlainMapThatIsEmptySelectsNothing() {
    SelectorIndex services = SelectorIndex.ofMaps();
    ObjectNode service = budget("s", "{}");
    services.heard(new ObjectEvent(Type.ADDED, Meta.id(service), service, null));

    assertThat(services.selecting("shop", Trees.yaml("{app: x}"))).isEmpty();
  }

  private void hear(Type type, ObjectNode object) {
    budgets.heard(new ObjectEvent(type, Meta.id(object), object, null));
  }

  private List<String> selecting(String labels) {
    return budgets.selecting("shop", Trees.yaml(labels)).stream().map(id -> id.name()).toList();
  }

  private static ObjectNode budget(String name, String selector) {
    return Trees.yaml(
        "{metadata: {name: %s, namespace: shop}, spec: {selector: %s}}".formatted(name, selector));
  }
}
