package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.GroupVersionKind;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsIT {
  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: coupons.$ns.example}
      spec:
        group: $ns.example
        scope: Namespaced
        names: {kind: Coupon, plural: coupons, singular: coupon, shortNames: [cp]}
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties:
                    percent: {type: integer}
                    rules:
                      type: array
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [name]
                      items:
                        type: object
                        required: [name]
                        properties: {name: {type: string}, limit: {type: integer}}
      ---
      """;
  private static final String COUPON =
      """
      apiVersion: $ns.example/v1
      kind: Coupon
      metadata: {name: spring}
      spec: {percent: 10, rules: [{name: once, limit: 1}, {name: web, limit: 5}]}
      ---
      """;

  @TempDir Path folder;
  private TestCluster test;
  private Shop shop;

  @BeforeEach
  void open() {
    test = TestCluster.open(folder);
    shop = new Shop(test);
  }

  @AfterEach
  void close() {
    try {
      new Deleter(test.cluster(), Clock.systemUTC())
          .delete(test.manifests(CRD), DeleteOptions.standard(), event -> {});
    } finally {
      test.close();
    }
  }

  @Test
  void aCrdAndWhatUsesItsNewFieldsChangeInOneApply() {
    shop.apply(COUPON, CRD, Shop.NAMESPACE);
    String crd =
        CRD.replaceFirst("( +)percent: \\{type: integer\\}\n", "$0$1code: {type: string}\n");
    String coupon = COUPON.replace("{percent: 10,", "{percent: 10, code: APRIL,");
    String fresh = coupon.replace("name: spring", "name: summer");

    Plan plan = shop.plan(coupon, fresh, crd, Shop.NAMESPACE);

    assertThat(plan.problems()).isEmpty();
    assertThat(plan.changes())
        .filteredOn(Change.Update.class::isInstance)
        .map(Change.Update.class::cast)
        .filteredOn(update -> update.id().kind().equals("Coupon"))
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.fields())
                  .extracting(field -> field.path().toString())
                  .containsExactly(".spec.code");
              assertThat(update.warnings())
                  .containsExactly(
                      "not checked by the server: its kind is changed by the same plan");
            });
    ApplyReport report = shop.apply(plan);
    assertThat(report.failed()).isEmpty();
    assertThat(Shop.acting(shop.plan(coupon, fresh, crd, Shop.NAMESPACE))).isEmpty();
  }

  @Test
  void whatACrdSaysBesidesItsVersionsHidesNoRefusal() {
    shop.apply(COUPON, CRD, Shop.NAMESPACE);

    Plan plan =
        shop.plan(
            COUPON.replace("percent: 10", "percent: ten"),
            CRD.replaceFirst("metadata: \\{", "metadata: {labels: {team: till}, "),
            Shop.NAMESPACE);

    assertThat(plan.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("percent"));
  }

  @Test
  void aCrdAndItsResourcesComeInOneApply() {
    ApplyReport report = shop.apply(COUPON, CRD, Shop.NAMESPACE);

    assertThat(report.failed()).isEmpty();
    assertThat(report.succeeded()).isTrue();
    assertThat(Shop.acting(shop.plan(COUPON, CRD, Shop.NAMESPACE))).isEmpty();
    assertThat(test.cluster().resolve("cp").orElseThrow().gvk())
        .isEqualTo(new GroupVersionKind(test.namespace() + ".example", "v1", "Coupon"));
  }

  @Test
  void listsOfCustomResourcesAreComparedByTheirKeys() {
    shop.apply(COUPON, CRD, Shop.NAMESPACE);

    Plan plan = shop.plan(COUPON.replace("limit: 5", "limit: 6"), CRD, Shop.NAMESPACE);

    assertThat(plan.changes())
        .filteredOn(Change::acts)
        .singleElement()
        .satisfies(
            change ->
                assertThat(((Change.Update) change).fields())
                    .extracting(field -> field.path().toString())
                    .containsExactly(".spec.rules[name=web].limit"));
  }

  @Test
  void deletingACrdDeletesItsResourcesBefore() {
    shop.apply(COUPON, CRD, Shop.NAMESPACE);

    ApplyReport report =
        new Deleter(test.cluster(), Clock.systemUTC())
            .delete(test.manifests(CRD), DeleteOptions.standard(), shop.events::add);

    assertThat(report.failed()).isEmpty();
    assertThat(Shop.applied(report))
        .containsExactly("DELETED spring", "DELETED coupons." + test.namespace() + ".example");
  }
}
