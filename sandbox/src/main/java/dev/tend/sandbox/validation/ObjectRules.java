package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.policy.PolicyCheck;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import dev.tend.schema.cel.CelLanguage;
import dev.tend.schema.rules.KindRules;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is checked of an object before it is stored. */
public final class ObjectRules {
  /** Kinds whose rules say all that their schema says, in other words. */
  private static final Set<String> CHECKED_WHOLE =
      Set.of(
          "CustomResourceDefinition",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding");

  private static final GroupKind SERVICE = new GroupKind("", "Service");
  private static final GroupKind POD = new GroupKind("", "Pod");

  private final Storage storage;
  private final CustomRules custom;
  private final DefinitionRules definitions;
  private final Supplier<CelLanguage> language;

  /**
   * @param language asked for when the first rules of a definition come
   */
  public ObjectRules(Storage storage, Supplier<CelLanguage> language) {
    this.storage = storage;
    this.custom = new CustomRules(language);
    this.definitions = new DefinitionRules(language);
    this.language = language;
  }

  /**
   * Refuses what the server refuses, with every reason at once.
   *
   * @param live null on a create
   */
  public void check(@Nullable ObjectNode live, ObjectNode object, ServedKind kind, Caller caller) {
    Violations violations = new Violations();
    if (kind.kind().equals(SERVICE)) {
      // What a service gets is settled before anything else is asked.
      TakenAddresses.check(object, storage.list(SERVICE, "").objects(), violations);
      refuse(object, violations);
    }
    Optional<KindRules> rules =
        kind.isCustom() || isOwnAddress(object)
            ? Optional.empty()
            : KindRules.of(kind.kind().group(), kind.kind().kind());
    KindRules table = rules.orElseGet(KindRules::ofMetadata);
    violations.add(
        live == null ? table.create(object) : table.update(before(live, object), object));
    if (kind.isCustom()) {
      custom.check(live, object, kind, caller, violations);
    } else if (rules.isEmpty()) {
      boolean changed =
          live == null || !live.path("spec").equals(object.path("spec")) || !object.has("spec");
      if (changed) {
        if (!CHECKED_WHOLE.contains(kind.kind().kind())) {
          SchemaRules.check(object, kind.stored().schema(), violations);
        }
        builtIn(live, object, kind.kind(), caller, violations);
      }
    }
    refuse(object, violations);
  }

  private static void refuse(ObjectNode object, Violations violations) {
    if (!violations.isEmpty()) {
      throw Failures.invalid(Meta.type(object), Meta.name(object), violations.causes());
    }
  }

  /** Where the sandbox itself serves: on a loopback address, which nobody else may name. */
  private static boolean isOwnAddress(ObjectNode object) {
    return object.path("kind").asText().equals("EndpointSlice")
        && Meta.namespace(object).equals("default")
        && Meta.name(object).equals("kubernetes");
  }

  /** What the subresources of a pod may change is no change of the pod. */
  private static ObjectNode before(ObjectNode live, ObjectNode object) {
    if (!GroupKind.of(Meta.id(object)).equals(POD)
        || live.path("spec").equals(object.path("spec"))) {
      return live;
    }
    ObjectNode before = live.deepCopy();
    ObjectNode spec = before.withObject("/spec");
    carry(object.path("spec"), spec, "ephemeralContainers");
    if (!spec.has("nodeName")) {
      // The scheduler writes it as other fields.
      carry(object.path("spec"), spec, "nodeName");
    }
    for (String list : new String[] {"containers", "initContainers"}) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        if (spec.path(list).get(i) instanceof ObjectNode container
            && object.path("spec").path(list).path(i).isObject()) {
          carry(object.path("spec").path(list).get(i), container, "resources");
        }
      }
    }
    return before;
  }

  private static void carry(JsonNode from, ObjectNode to, String name) {
    if (from.has(name)) {
      to.set(name, from.get(name));
    } else {
      to.remove(name);
    }
  }

  private void builtIn(
      @Nullable ObjectNode live,
      ObjectNode object,
      GroupKind kind,
      Caller caller,
      Violations violations) {
    switch (kind.group() + "/" + kind.kind()) {
      case "apiextensions.k8s.io/CustomResourceDefinition" ->
          definitions.check(live, object, caller, violations);
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicy" ->
          violations.add(PolicyCheck.policy(object, language));
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding" ->
          violations.add(PolicyCheck.binding(object));
      default -> {}
    }
  }
}
