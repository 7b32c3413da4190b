package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.Wire;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The types of one server: which there are says its discovery, what they look like say the schemas
 * that tend carries and the server's CRDs. Asked for once, and again where new types are expected.
 */
final class TypeRegistry {
  private final Wire wire;
  private final Supplier<SchemaCatalog> builtIn;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<GroupVersionKind, ResourceType> complete = new ConcurrentHashMap<>();
  private @Nullable ServedTypes served;
  private boolean refreshOnMiss;

  TypeRegistry(Wire wire, Supplier<SchemaCatalog> builtIn) {
    this.wire = wire;
    this.builtIn = builtIn;
  }

  /** From here on, the first type that is missing makes the registry ask the server again. */
  void expectNewTypes() {
    lock.lock();
    try {
      refreshOnMiss = served != null;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything: types were added or changed. */
  void invalidate() {
    lock.lock();
    try {
      served = null;
      refreshOnMiss = false;
      complete.clear();
    } finally {
      lock.unlock();
    }
  }

  Optional<ResourceType> find(GroupVersionKind gvk) {
    ResourceType known = complete.get(gvk);
    if (known != null) {
      return Optional.of(known);
    }
    return find(types -> types.find(gvk));
  }

  Optional<ResourceType> find(String group, String kind) {
    return find(types -> types.find(group, kind));
  }

  Optional<ResourceType> resolve(String word) {
    return find(types -> types.resolve(word));
  }

  /** Group versions that the server announces but couldn't tell about. */
  List<String> unavailable() {
    lock.lock();
    try {
      return (served == null ? discover() : served).unavailable();
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private Optional<ResourceType> find(Function<ServedTypes, Optional<ResourceType>> question) {
    lock.lock();
    try {
      ServedTypes known = served == null ? discover() : served;
      Optional<ResourceType> found = question.apply(known);
      if (found.isEmpty() && refreshOnMiss) {
        refreshOnMiss = false;
        found = question.apply(discover());
      }
      return found.isPresent() ? Optional.of(withSchema(found.get())) : Optional.empty();
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private ServedTypes discover() throws InterruptedException {
    ServedTypes fresh = new Discovery(wire).discover();
    served = fresh;
    complete.clear();
    return fresh;
  }

  private ResourceType withSchema(ResourceType bare) throws InterruptedException {
    ResourceType known = complete.get(bare.gvk());
    if (known != null) {
      return known;
    }
    Optional<ResourceType> described = builtIn.get().find(bare.gvk());
    if (described.isEmpty() && bare.gvk().group().contains(".")) {
      described = fromDefinition(bare);
    }
    ResourceType result =
        new ResourceType(
            bare.gvk(),
            bare.plural(),
            bare.singular(),
            bare.shortNames(),
            bare.categories(),
            bare.namespaced(),
            bare.subresources(),
            bare.verbs(),
            described.map(ResourceType::schema).orElse(bare.schema()));
    complete.put(bare.gvk(), result);
    return result;
  }

  /** A type without a definition (an aggregated API), or one we may not read, stays untyped. */
  private Optional<ResourceType> fromDefinition(ResourceType bare) throws InterruptedException {
    ApiResponse response =
        wire.send(
            ApiRequest.get(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/"
                    + bare.plural()
                    + "."
                    + bare.gvk().group()));
    if (!response.isSuccess()) {
      return Optional.empty();
    }
    ObjectNode definition = response.object();
    return CustomResourceSchemas.typesOf(definition).stream()
        .filter(type -> type.gvk().equals(bare.gvk()))
        .findFirst();
  }
}
