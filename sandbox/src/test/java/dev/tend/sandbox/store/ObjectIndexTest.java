package dev.tend.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectIndexTest {
  private final KindStorage storage = new KindStorage(new GroupKind("", "Pod"), 0);

  @Test
  void findsObjectsByTheUidOfTheirController() {
    put("b", "default", "u1", "web");
    put("a", "default", "u1", "web");
    put("c", "default", "u2", "web");

    assertThat(names(storage.index().controlledBy("u1"))).containsExactly("a", "b");
    assertThat(storage.index().controlledBy("u3")).isEmpty();
  }

  @Test
  void anOwnerThatDoesNotControlIsNoController() {
    ObjectNode pod = pod("a", "default", "u1", "web");
    ((ObjectNode) pod.at("/metadata/ownerReferences/0")).put("controller", false);
    storage.put(Meta.id(pod), pod);

    assertThat(storage.index().controlledBy("u1")).isEmpty();
  }

  @Test
  void findsObjectsOfANamespaceThatHaveAllLabels() {
    put("a", "default", "u1", "web");
    put("b", "other", "u1", "web");
    put("c", "default", "u1", "db");

    assertThat(names(storage.index().labelled("default", Map.of("app", "web"))))
        .containsExactly("a");
    assertThat(names(storage.index().labelled("default", Map.of("app", "web", "tier", "x"))))
        .containsExactly("a");
    assertThat(storage.index().labelled("default", Map.of("app", "web", "tier", "y"))).isEmpty();
  }

  @Test
  void followsChangesOnceItIsMade() {
    put("a", "default", "u1", "web");
    assertThat(storage.index().controlledBy("u1")).hasSize(1);

    put("a", "default", "u2", "db");
    assertThat(storage.index().controlledBy("u1")).isEmpty();
    assertThat(names(storage.index().controlledBy("u2"))).containsExactly("a");
    assertThat(storage.index().labelled("default", Map.of("app", "web"))).isEmpty();

    storage.remove(new ResourceId("", "Pod", "default", "a"));
    assertThat(storage.index().controlledBy("u2")).isEmpty();
    assertThat(storage.index().labelled("default", Map.of("app", "db"))).isEmpty();
  }

  private void put(String name, String namespace, String owner, String app) {
    ObjectNode pod = pod(name, namespace, owner, app);
    storage.put(Meta.id(pod), pod);
  }

  private static ObjectNode pod(String name, String namespace, String owner, String app) {
    return Objects.json(
        ("{'apiVersion':'v1','kind':'Pod','metadata':{'name':'%s','namespace':'%s',"
                + "'labels':{'app':'%s','tier':'x'},"
                + "'ownerReferences':[{'uid':'%s','controller':true}]}}")
            .formatted(name, namespace, app, owner));
  }

  private static List<String> names(List<ObjectNode> objects) {
    return objects.stream().map(object -> Meta.id(object).name()).toList();
  }
}
