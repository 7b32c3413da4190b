package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.admission.QualityOfService;
import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import dev.tend.schema.cel.CelLanguage;
import dev.tend.schema.cel.PolicyCheck;
import dev.tend.schema.rules.KindRules;
import dev.tend.schema.rules.PodPartRules;
import dev.tend.schema.rules.StatusRules;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is checked of an object before it is stored. */
public final class ObjectRules {
  /** Kinds whose rules say all that their schema says, in other words. */
  private static final Set<String> CHECKED_WHOLE =
      Set.of(
          "CertificateSigningRequest",
          "CustomResourceDefinition",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding");

  private static final GroupKind SERVICE = new GroupKind("", "Service");

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
  public void check(
      @Nullable ObjectNode live, ObjectNode object, ServedKind kind, Part part, Caller caller) {
    Violations violations = new Violations();
    if (live != null && (part == Part.EPHEMERAL || part == Part.RESIZE)) {
      podPart(live, object, part, violations);
      refuse(object, violations);
      return;
    }
    if (live != null && !kind.isCustom() && (part == Part.STATUS || part == Part.APPROVAL)) {
      String subresource = part == Part.STATUS ? "status" : "approval";
      violations.add(
          StatusRules.of(kind.kind().group(), kind.kind().kind(), subresource)
              .update(live, object));
      refuse(object, violations);
      return;
    }
    if (kind.kind().equals(SERVICE)) {
      // What a service gets is settled before anything else is asked.
      TakenAddresses.check(
          object, live == null, held -> storage.holding(SERVICE, held), violations);
      refuse(object, violations);
    }
    Optional<KindRules> rules =
        kind.isCustom() || isOwnAddress(object)
            ? Optional.empty()
            : KindRules.of(kind.kind().group(), kind.kind().kind());
    KindRules table = rules.orElseGet(KindRules::ofMetadata);
    violations.add(live == null ? table.create(object) : table.update(live, object));
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
    } else if (kind.kind().kind().endsWith("WebhookConfiguration")) {
      violations.add(PolicyCheck.webhooks(object, language));
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
    return object.path("kind").asText().startsWith("Endpoint")
        && Meta.namespace(object).equals("default")
        && Meta.name(object).equals("kubernetes");
  }

  private static void podPart(ObjectNode live, ObjectNode pod, Part part, Violations violations) {
    if (part == Part.EPHEMERAL) {
      violations.add(PodPartRules.ephemeralContainers(live, pod));
      return;
    }
    violations.add(PodPartRules.resources(live, pod));
    String before = QualityOfService.of(live.withObject("/spec"));
    if (!before.equals(QualityOfService.of(pod.withObject("/spec")))) {
      violations.invalid("spec", before, "Pod QOS Class may not change as a result of resizing");
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
      case "/Event" -> {
        if (live == null) {
          RecordRules.event(object, violations);
        }
      }
      case "certificates.k8s.io/CertificateSigningRequest" -> {
        if (live == null) {
          RecordRules.signingRequest(object, violations);
        }
      }
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicy" ->
          violations.add(PolicyCheck.policy(object, language));
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding" ->
          violations.add(PolicyCheck.binding(object));
      default -> {}
    }
  }
}
