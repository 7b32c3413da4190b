package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.ResourceType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServedTypesTest {
  private static final String AGGREGATED =
      """
      {"kind":"APIGroupDiscoveryList","items":[
       {"metadata":{"name":""},"versions":[{"version":"v1","freshness":"Current","resources":[
        {"resource":"pods","responseKind":{"group":"","version":"v1","kind":"Pod"},
         "scope":"Namespaced","singularResource":"pod","shortNames":["po"],"categories":["all"],
         "verbs":["watch","get"],
         "subresources":[{"subresource":"log","verbs":["get"]},{"subresource":"status"}]},
        {"resource":"namespaces","responseKind":{"kind":"Namespace"},"scope":"Cluster",
         "singularResource":"namespace","shortNames":["ns"],"verbs":["get"]}]}]},
       {"metadata":{"name":"apps"},"versions":[{"version":"v1","resources":[
        {"resource":"deployments","responseKind":{"kind":"Deployment"},"scope":"Namespaced",
         "singularResource":"deployment","shortNames":["deploy"],"verbs":["get"]}]}]},
       {"metadata":{"name":"shop.example"},"versions":[
        {"version":"v2","resources":[{"resource":"coupons","responseKind":{"kind":"Coupon"},
         "scope":"Namespaced","singularResource":"coupon","verbs":["get"]}]},
        {"version":"v1","resources":[{"resource":"coupons","responseKind":{"kind":"Coupon"},
         "scope":"Namespaced","singularResource":"coupon","verbs":["get"]}]}]},
       {"metadata":{"name":"metrics.k8s.io"},"versions":[
        {"version":"v1beta1","freshness":"Stale","resources":[
         {"resource":"pods","responseKind":{"kind":"PodMetrics"},"scope":"Namespaced",
          "singularResource":"pod","verbs":["get"]}]}]}]}
      """;

  private ServedTypes types;

  @BeforeEach
  void read() throws IOException {
    List<ResourceType> entries = new ArrayList<>();
    List<String> unavailable = new ArrayList<>();
    DiscoveryFormat.aggregated(
        new ObjectMapper().readTree(AGGREGATED), entries::add, unavailable::add);
    types = new ServedTypes(entries, unavailable);
  }

  private String resolved(String word) {
    return types.resolve(word).map(type -> type.gvk().toString()).orElse("none");
  }

  @Test
  void knowsPluralSingularShortNameAndKindInAnyCase() {
    for (String word : List.of("deployments", "deployment", "deploy", "Deployment", "DEPLOY")) {
      assertThat(resolved(word)).as(word).isEqualTo("apps/v1 Deployment");
    }
  }

  @Test
  void knowsGroupsAndVersions() {
    assertThat(resolved("deployments.apps")).isEqualTo("apps/v1 Deployment");
    assertThat(resolved("Deployment.apps")).isEqualTo("apps/v1 Deployment");
    assertThat(resolved("deployments.v1.apps")).isEqualTo("apps/v1 Deployment");
    assertThat(resolved("coupons.v1.shop.example")).isEqualTo("shop.example/v1 Coupon");
    assertThat(resolved("pods.v1")).isEqualTo("v1 Pod");
    assertThat(resolved("deployments.batch")).isEqualTo("none");
  }

  @Test
  void prefersTheServersOrderOfGroupsAndVersions() {
    assertThat(resolved("pods")).isEqualTo("v1 Pod");
    assertThat(resolved("coupon")).isEqualTo("shop.example/v2 Coupon");
    assertThat(types.find("shop.example", "Coupon").orElseThrow().gvk().version()).isEqualTo("v2");
  }

  @Test
  void readsScopesSubresourcesAndVerbs() {
    ResourceType pods = types.find(new GroupVersionKind("", "v1", "Pod")).orElseThrow();

    assertThat(pods.namespaced()).isTrue();
    assertThat(pods.has("log")).isTrue();
    assertThat(pods.verbs()).containsExactly("get", "watch");
    assertThat(types.resolve("ns").orElseThrow().namespaced()).isFalse();
    assertThat(types.unavailable()).containsExactly("metrics.k8s.io/v1beta1");
  }

  @Test
  void readsTheOlderShapeToo() throws IOException {
    List<ResourceType> entries = new ArrayList<>();
    DiscoveryFormat.resources(
        "apps",
        "v1",
        new ObjectMapper()
            .readTree(
                """
                {"kind":"APIResourceList","groupVersion":"apps/v1","resources":[
                 {"name":"deployments","singularName":"","namespaced":true,"kind":"Deployment",
                  "verbs":["get"],"shortNames":["deploy"],"categories":["all"]},
                 {"name":"deployments/scale","kind":"Scale","namespaced":true,"verbs":["get"]}]}
                """),
        entries::add);

    assertThat(entries)
        .singleElement()
        .satisfies(
            type -> {
              assertThat(type.singular()).isEqualTo("deployment");
              assertThat(type.subresources()).containsExactly("scale");
              assertThat(type.resource()).isEqualTo("deployments.apps");
            });
  }
}
