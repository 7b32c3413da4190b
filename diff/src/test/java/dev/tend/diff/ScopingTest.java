package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.schema.BuiltInSchemas;
import org.junit.jupiter.api.Test;

class ScopingTest {
  private static Scoping.Scoped scoped(String yaml) {
    return Scoping.scope(Yaml.manifests(yaml), BuiltInSchemas.load()::find, "shop");
  }

  @Test
  void namespacedObjectsGetTheDefaultNamespaceAndKeepTheirOwn() {
    Scoping.Scoped scoped =
        scoped(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: b, namespace: other}
            """);

    assertThat(scoped.manifests())
        .extracting(manifest -> manifest.id().namespace())
        .containsExactly("shop", "other");
    assertThat(scoped.manifests().getFirst().content().at("/metadata/namespace").asText())
        .isEqualTo("shop");
  }

  @Test
  void clusterScopedObjectsGetNoneAndMustNotNameOne() {
    Scoping.Scoped scoped =
        scoped(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: reader
              namespace: shop
            """);

    assertThat(scoped.manifests())
        .extracting(m -> m.id().toString())
        .containsExactly("Namespace shop");
    assertThat(scoped.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.rule()).isEqualTo("scope/namespace-forbidden");
              assertThat(problem.location()).hasToString("shop.yaml:9:3");
            });
  }

  @Test
  void kindsThatNobodyKnowsStayAsTheyAre() {
    Scoping.Scoped scoped =
        scoped("apiVersion: shop.example/v1\nkind: Coupon\nmetadata: {name: spring}\n");

    assertThat(scoped.problems()).isEmpty();
    assertThat(scoped.manifests().getFirst().id().namespace()).isEmpty();
  }
}
