package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ApplyOrderTest {
  private static ResourceId id(String group, String kind) {
    return new ResourceId(group, kind, "shop", "a");
  }

  @Test
  void eachStageStandsOnThoseBeforeIt() {
    List<ResourceId> items =
        List.of(
            id("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
            id("shop.example", "Coupon"),
            id("networking.k8s.io", "Ingress"),
            id("apps", "Deployment"),
            id("batch", "Job"),
            id("", "Service"),
            id("", "Secret"),
            id("rbac.authorization.k8s.io", "Role"),
            id("apiextensions.k8s.io", "CustomResourceDefinition"),
            id("", "Namespace"));

    assertThat(Wave.of(items, Function.identity(), ApplyOrder::stageOf, Map.of()))
        .extracting(wave -> wave.items().stream().map(ResourceId::kind).toList())
        .containsExactly(
            List.of("Namespace"),
            List.of("CustomResourceDefinition"),
            List.of("Secret", "Role"),
            List.of("Service"),
            List.of("Deployment", "Job"),
            List.of("Coupon", "Ingress"),
            List.of("ValidatingWebhookConfiguration"));
  }

  @Test
  void aKindIsKnownByItsGroupNotByItsName() {
    assertThat(ApplyOrder.stageOf(id("serving.knative.dev", "Service")))
        .isEqualTo(ApplyOrder.Stage.OTHERS);
    assertThat(ApplyOrder.stageOf(id("shop.example", "Namespace")))
        .isEqualTo(ApplyOrder.Stage.OTHERS);
  }

  @Test
  void whatDependsOnOthersComesAfterThem() {
    ResourceId db = id("apps", "StatefulSet");
    ResourceId migration = id("batch", "Job");
    ResourceId settings = id("", "ConfigMap");
    ResourceId web = id("apps", "Deployment");
    Map<ResourceId, Set<ResourceId>> edges =
        Map.of(
            migration, Set.of(db),
            web, Set.of(migration),
            settings, Set.of(db, id("", "Elsewhere")));

    assertThat(
            Wave.of(
                List.of(web, settings, migration, db),
                Function.identity(),
                ApplyOrder::stageOf,
                edges))
        .extracting(Wave::items)
        .containsExactly(List.of(db), List.of(settings, migration), List.of(web));
  }
}
