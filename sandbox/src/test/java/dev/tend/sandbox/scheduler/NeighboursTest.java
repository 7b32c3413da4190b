package dev.tend.sandbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final String SPREAD =
      """
      spec:
        topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector: {matchLabels: {app: web}}
      """;

  private static ObjectNode pod(String app, String rest) {
    return Trees.yaml("metadata: {name: p, namespace: shop, labels: {app: " + app + "}}\n" + rest);
  }

  private static NodeView node(String name, String zone, ObjectNode... pods) {
    ObjectNode node =
        Trees.yaml("{metadata: {name: %s, labels: {zone: %s}}}".formatted(name, zone));
    List<Placed> placed = Stream.of(pods).map(pod -> Placed.of(pod, name)).toList();
    return NodeView.of(node, placed);
  }

  private static String affinity(String kind, String app) {
    return """
    spec:
      affinity:
        %s:
          requiredDuringSchedulingIgnoredDuringExecution:
          - {topologyKey: zone, labelSelector: {matchLabels: {app: %s}}}
    """
        .formatted(kind, app);
  }

  private static List<String> fitting(ObjectNode pod, NodeView... nodes) {
    Neighbours neighbours =
        new Neighbours(Placed.of(pod, ""), List.of(nodes), NeighboursTest::namespaceLabels);
    return Stream.of(nodes)
        .filter(node -> neighbours.check(node).isEmpty())
        .map(NodeView::name)
        .toList();
  }

  /** Each namespace is labelled with its name. */
  private static JsonNode namespaceLabels(JsonNode object) {
    String name = object.path("metadata").path("namespace").asText();
    return Trees.yaml("{kubernetes.io/metadata.name: " + name + "}");
  }

  @Test
  void aNamespaceSelectorMeansTheNamespacesThatItMatches() {
    String far =
        """
        spec:
          affinity:
            podAntiAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
              - topologyKey: zone
                labelSelector: {matchLabels: {app: web}}
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NAME}}
        """;
    NodeView taken = node("n1", "a", pod("web", ""));

    assertThat(fitting(pod("cache", far.replace("NAME", "shop")), taken, node("n2", "b")))
        .containsExactly("n2");
    assertThat(fitting(pod("cache", far.replace("NAME", "other")), taken, node("n2", "b")))
        .hasSize(2);
  }

  @Test
  void domainsThatAreYetToComeCountAsEmpty() {
    ObjectNode web = pod("web", SPREAD);
    ObjectNode wide = pod("web", SPREAD + "    minDomains: 3\n");

    assertThat(fitting(web, node("n1", "a", web), node("n2", "b", web))).hasSize(2);
    assertThat(fitting(wide, node("n1", "a", web), node("n2", "b", web))).isEmpty();
  }

  @Test
  void spreadKeepsZonesEven() {
    ObjectNode web = pod("web", SPREAD);

    assertThat(fitting(web, node("n1", "a", web), node("n2", "b", web), node("n3", "c")))
        .containsExactly("n3");
    assertThat(fitting(web, node("n1", "a", web), node("n2", "b", web))).hasSize(2);
  }

  @Test
  void affinityGoesToWhereTheOthersAre() {
    ObjectNode pod = pod("cache", affinity("podAffinity", "web"));

    assertThat(fitting(pod, node("n1", "a", pod("web", "")), node("n2", "a"), node("n3", "b")))
        .containsExactly("n1", "n2");
  }

  @Test
  void theFirstOfAGroupMayGoAnywhere() {
    ObjectNode pod = pod("web", affinity("podAffinity", "web"));

    assertThat(fitting(pod, node("n1", "a"), node("n2", "b"))).hasSize(2);
  }

  @Test
  void antiAffinityHoldsBothWays() {
    ObjectNode loner = pod("db", affinity("podAntiAffinity", "web"));

    assertThat(fitting(loner, node("n1", "a", pod("web", "")), node("n2", "b")))
        .containsExactly("n2");
    Neighbours neighbours =
        new Neighbours(
            Placed.of(pod("web", ""), ""),
            List.of(node("n1", "a", loner), node("n2", "b")),
            NeighboursTest::namespaceLabels);
    assertThat(neighbours.check(node("n1", "a", loner)))
        .map(Reason::text)
        .contains("node(s) didn't satisfy existing pods anti-affinity rules");
  }
}
