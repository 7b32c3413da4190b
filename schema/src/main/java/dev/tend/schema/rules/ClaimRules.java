package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.LABELS;
import static dev.tend.schema.rules.Checks.REQUIRED;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.filled;
import static dev.tend.schema.rules.Rule.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Quantity;
import java.util.List;
import java.util.Optional;

/** Claims of volumes. */
final class ClaimRules {
  private static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");

  private ClaimRules() {}

  /** How a volume may be mounted; one pod's alone goes with no other. */
  static final Rule ACCESS_MODES =
      (modes, faults) -> {
        boolean alone = false;
        boolean shared = false;
        for (Field mode : modes.items()) {
          if (!MODES.contains(mode.text())) {
            faults.unsupported(modes, mode.shown(), MODES);
          }
          alone |= mode.is("ReadWriteOncePod");
          shared |= !mode.is("ReadWriteOncePod") && MODES.contains(mode.text());
        }
        if (alone && shared) {
          faults.forbidden(modes, "may not use ReadWriteOncePod with other access modes");
        }
      };

  private static final Rule SIZE =
      (spec, faults) -> {
        Field storage = spec.at("resources", "requests").key("storage");
        Field place = spec.at("resources").key("storage").holding(storage);
        if (!storage.isSet()) {
          faults.required(place);
        } else {
          Checks.POSITIVE_QUANTITY.check(place, faults);
        }
      };

  private static Rule source(boolean namespaced) {
    return all(
        at("name", REQUIRED),
        at("kind", REQUIRED),
        (source, faults) -> {
          Field kind = source.at("kind");
          boolean other = source.at("apiGroup").isEmpty() && !kind.is("PersistentVolumeClaim");
          // Alone, the old field of another kind counts for nothing.
          if (other && (namespaced || source.parent().has("dataSourceRef"))) {
            faults.invalidText(
                source,
                kind.text(),
                "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
          }
        },
        filled("apiGroup", form(Form.DNS_SUBDOMAIN)),
        namespaced ? filled("namespace", form(Form.DNS_LABEL)) : (field, faults) -> {});
  }

  /** Two fields for one thing. */
  private static final Rule SAME_SOURCE =
      (spec, faults) -> {
        if (!spec.has("dataSource") || !spec.has("dataSourceRef")) {
          return;
        }
        Field source = spec.at("dataSource");
        Field ref = spec.at("dataSourceRef");
        boolean same =
            List.of("apiGroup", "kind", "name").stream()
                .allMatch(name -> source.at(name).text().equals(ref.at(name).text()));
        String shown = "{}";
        if (!ref.at("namespace").isEmpty()) {
          faults.invalidRaw(
              spec, shown, "may not be specified when dataSourceRef.namespace is specified");
        } else if (!same) {
          faults.invalidRaw(spec, shown, "must match dataSourceRef");
        }
      };

  static final Rule SPEC =
      all(
          at("accessModes", Checks.required("at least 1 access mode is required")),
          given("selector", SelectorRules.SELECTOR),
          at("accessModes", ACCESS_MODES),
          SIZE,
          filled("storageClassName", form(Form.DNS_SUBDOMAIN)),
          given("volumeMode", oneOf("Block", "Filesystem")),
          given("dataSource", source(false)),
          given("dataSourceRef", source(true)),
          SAME_SOURCE,
          filled("volumeAttributesClassName", form(Form.DNS_SUBDOMAIN)));

  /** A claim that comes with a pod. */
  static final Rule TEMPLATE =
      all(
          at("metadata", at("annotations", MetadataRules.ANNOTATIONS), at("labels", LABELS)),
          (template, faults) -> {
            for (Field entry : template.at("metadata").entries()) {
              if (!List.of("annotations", "labels", "creationTimestamp").contains(entry.name())) {
                faults.forbidden(template.at("metadata").at(entry.name()), "cannot be set");
              }
            }
          },
          at("spec", SPEC));

  static final Rule CREATED = at("spec", SPEC);

  static final Change CHANGED =
      (before, now, faults) -> {
        CREATED.check(now, faults);
        kept(before, now, faults);
        shrunk(before, now, faults);
        if (Change.differs(before.at("spec", "volumeMode"), now.at("spec", "volumeMode"))) {
          faults.invalid(
              now.place("volumeMode", now.at("spec", "volumeMode")), "field is immutable");
        }
      };

  private static void kept(Field before, Field now, Faults faults) {
    if (!(before.at("spec").node().deepCopy() instanceof ObjectNode old)
        || !(now.at("spec").node().deepCopy() instanceof ObjectNode spec)) {
      return;
    }
    if (!before.at("spec").has("volumeName") && spec.has("volumeName")) {
      old.set("volumeName", spec.get("volumeName"));
    }
    if (!old.has("storageClassName") && spec.has("storageClassName")) {
      spec.remove("storageClassName");
    }
    if (now.at("status", "phase").is("Bound")) {
      spec.withObject("/resources/requests")
          .set("storage", old.path("resources").path("requests").path("storage"));
      spec.remove("volumeAttributesClassName");
      if (old.has("volumeAttributesClassName")) {
        spec.set("volumeAttributesClassName", old.get("volumeAttributesClassName"));
      }
    }
    if (!spec.equals(old)) {
      faults.forbidden(
          now.at("spec"),
          "spec is immutable after creation except resources.requests and"
              + " volumeAttributesClassName for bound claims\n"
              + GoTypes.known().diff("core.PersistentVolumeClaimSpec", old, spec));
    }
  }

  private static void shrunk(Field before, Field now, Faults faults) {
    Field size = now.at("spec", "resources", "requests", "storage");
    Optional<Quantity> old = Checks.quantity(before.at("spec", "resources", "requests", "storage"));
    Optional<Quantity> wanted = Checks.quantity(size);
    Quantity nothing = Quantity.parse("0").orElseThrow();
    Quantity actual = Checks.quantity(before.at("status", "capacity", "storage")).orElse(nothing);
    Quantity asked = wanted.orElse(nothing);
    if (old.isPresent() && asked.compareTo(old.get()) < 0 && asked.compareTo(actual) <= 0) {
      faults.forbidden(size, "field can not be less than status.capacity");
    }
  }
}
