package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.LABELS;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Metadata of every kind. */
final class MetadataRules {
  private static final int MOST_ANNOTATION_BYTES = 256 * 1024;
  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");
  private static final List<String> IMMUTABLE =
      List.of(
          "name",
          "namespace",
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private MetadataRules() {}

  static final Rule ANNOTATIONS =
      (annotations, faults) -> {
        long size = 0;
        for (Field entry : annotations.entries()) {
          Form.ANNOTATION_KEY
              .faults(entry.name())
              .forEach(why -> faults.invalidText(annotations, entry.name(), why));
          size += entry.name().getBytes(StandardCharsets.UTF_8).length;
          size += entry.text().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > MOST_ANNOTATION_BYTES) {
          faults.tooLong(annotations, MOST_ANNOTATION_BYTES);
        }
      };

  private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

  /** What controllers read off a pod. */
  static final Rule POD_ANNOTATIONS =
      (annotations, faults) -> {
        Field cost = annotations.key(DELETION_COST);
        if (annotations.has(DELETION_COST) && !isCost(cost.text())) {
          faults.invalid(cost, "must be a 32bit integer");
        }
      };

  private static boolean isCost(String text) {
    boolean number = text.matches("0|-[0-9]{1,18}|[1-9][0-9]{0,17}");
    return number && Long.parseLong(text) == (int) Long.parseLong(text);
  }

  private static final Rule OWNERS =
      (owners, faults) -> {
        String controller = "";
        for (Field owner : owners.items()) {
          // The list is blamed: a server doesn't say which item it was.
          Field place = owners.holding(owner);
          String version = place.at("apiVersion").text();
          if (version.isEmpty() || version.endsWith("/") || hasSlashes(version)) {
            faults.invalidText(place.at("apiVersion"), version, "version must not be empty");
          }
          for (String name : List.of("kind", "name", "uid")) {
            if (place.at(name).isEmpty()) {
              faults.invalidText(place.at(name), "", "must not be empty");
            }
          }
          if (version.equals("v1") && place.at("kind").is("Event")) {
            faults.invalid(place, owner, "/v1, Kind=Event is disallowed from being an owner");
          }
          if (owner.at("controller").isTrue()) {
            String own = owner.at("kind").text() + "/" + owner.at("name").text();
            if (!controller.isEmpty()) {
              faults.invalid(
                  owners,
                  "Only one reference can have Controller set to true. Found \"true\" in"
                      + " references for %s and %s".formatted(controller, own));
            } else {
              controller = own;
            }
          }
        }
      };

  /** More than what parts a group from its version. */
  private static boolean hasSlashes(String version) {
    return version.indexOf('/') != version.lastIndexOf('/');
  }

  private static final Rule FINALIZERS =
      (finalizers, faults) -> {
        List<String> names = finalizers.items().stream().map(Field::text).toList();
        for (String name : names) {
          Form.QUALIFIED_NAME
              .faults(name)
              .forEach(why -> faults.invalidText(finalizers, name, why));
        }
        if (names.contains("orphan") && names.contains("foregroundDeletion")) {
          faults.invalid(finalizers, "finalizer orphan and foregroundDeletion cannot be both set");
        }
      };

  /** Built-in kinds of the first groups want a domain before each finalizer's name. */
  private static final Rule QUALIFIED_FINALIZERS =
      (finalizers, faults) -> {
        for (Field finalizer : finalizers.items()) {
          if (!finalizer.text().contains("/") && !STANDARD_FINALIZERS.contains(finalizer.text())) {
            faults.invalid(
                finalizer, "name is neither a standard finalizer name nor is it fully qualified");
          }
        }
      };

  private static final Rule MARKS =
      all(at("labels", LABELS), at("annotations", ANNOTATIONS), at("ownerReferences", OWNERS));

  /** Of a new object; its name is written so. */
  static Rule created(Form name, boolean qualifiedFinalizers) {
    return at(
        "metadata",
        (metadata, faults) -> names(metadata, name, faults),
        at("generation", Checks.NOT_NEGATIVE),
        MARKS,
        at("finalizers", FINALIZERS),
        at("finalizers", qualifiedFinalizers ? QUALIFIED_FINALIZERS : (field, faults) -> {}));
  }

  private static void names(Field metadata, Form form, Faults faults) {
    Field prefix = metadata.at("generateName");
    if (!prefix.isEmpty()) {
      form.faults(masked(prefix.text())).forEach(why -> faults.invalid(prefix, why));
    }
    Field name = metadata.at("name");
    if (name.isEmpty()) {
      faults.required(name, "name or generateName is required");
    } else {
      form.faults(name.text()).forEach(why -> faults.invalid(name, why));
    }
  }

  /** A dash at its end is no fault of a prefix. */
  private static String masked(String prefix) {
    return prefix.length() > 1 && prefix.endsWith("-")
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }

  /** What is asked of each changed object, of whatever kind, before what its own kind asks. */
  static final Change ANY_CHANGED =
      Change.all(Change.now(created(Form.PATH_SEGMENT, false)), kept(false));

  /** Of a changed object. */
  static Change kept(boolean qualifiedFinalizers) {
    return (before, now, faults) -> changed(before, now, qualifiedFinalizers, faults);
  }

  private static void changed(Field before, Field now, boolean qualifiedFinalizers, Faults faults) {
    Field metadata = now.at("metadata");
    Field old = before.at("metadata");
    if (old.has("deletionTimestamp")) {
      newFinalizers(old.at("finalizers"), metadata.at("finalizers"), faults);
    }
    for (String name : IMMUTABLE) {
      if (!old.at(name).node().equals(metadata.at(name).node())) {
        faults.invalid(metadata.at(name), "field is immutable");
      }
    }
    MARKS.check(metadata, faults);
    if (qualifiedFinalizers) {
      QUALIFIED_FINALIZERS.check(metadata.at("finalizers"), faults);
    }
  }

  private static void newFinalizers(Field before, Field now, Faults faults) {
    Set<String> added = new TreeSet<>();
    now.items().forEach(item -> added.add(item.text()));
    before.items().forEach(item -> added.remove(item.text()));
    if (!added.isEmpty()) {
      List<String> quoted = new ArrayList<>(added).stream().map(Faults::quoted).toList();
      faults.forbidden(
          now,
          "no new finalizers can be added if the object is being deleted, found new finalizers"
              + " []string{%s}".formatted(String.join(", ", quoted)));
    }
  }
}
