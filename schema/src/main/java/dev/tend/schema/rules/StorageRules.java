package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.REQUIRED;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.filled;
import static dev.tend.schema.rules.Rule.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Storage classes, drivers and what nodes have of them. */
final class StorageRules {
  private static final int MOST_PARAMETERS = 512;
  private static final int MOST_BYTES = 256 * 1024;
  private static final int LONGEST_NODE_ID = 192;
  private static final long LEAST_SECONDS = 600;

  private StorageRules() {}

  private static final Rule PROVISIONER =
      (name, faults) -> {
        if (name.isEmpty()) {
          faults.required(name);
        } else {
          Form.ANNOTATION_KEY
              .faults(name.text())
              .forEach(why -> faults.invalidText(name, name.text().toLowerCase(Locale.ROOT), why));
        }
      };

  private static final Rule PARAMETERS =
      (parameters, faults) -> {
        List<Field> entries = parameters.entries();
        if (entries.size() > MOST_PARAMETERS) {
          faults.tooLong(parameters, MOST_PARAMETERS);
          return;
        }
        long size = 0;
        for (Field entry : entries) {
          if (entry.name().isEmpty()) {
            faults.invalidText(parameters, "", "field can not be empty.");
          }
          size += entry.name().getBytes(StandardCharsets.UTF_8).length;
          size += entry.text().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > MOST_BYTES) {
          faults.tooLong(parameters, MOST_BYTES);
        }
      };

  private static final Rule TOPOLOGY =
      (term, faults) -> {
        Set<String> keys = new HashSet<>();
        for (Field expression : term.at("matchLabelExpressions").items()) {
          Field values = expression.at("values");
          if (values.isEmpty()) {
            faults.required(values);
          }
          Set<String> seen = new HashSet<>();
          for (Field value : values.items()) {
            if (!seen.add(value.text())) {
              faults.duplicate(value);
            }
          }
          form(Form.QUALIFIED_NAME).check(expression.at("key"), faults);
          if (!keys.add(expression.at("key").text())) {
            faults.duplicate(expression.at("key"));
          }
        }
      };

  private static void topologies(Field terms, Faults faults) {
    List<JsonNode> seen = new ArrayList<>();
    for (Field term : terms.items()) {
      TOPOLOGY.check(term, faults);
      JsonNode expressions = term.at("matchLabelExpressions").node();
      if (expressions.isEmpty() || seen.contains(expressions)) {
        faults.duplicateText(term.at("matchLabelExpressions"), "");
      }
      seen.add(expressions);
    }
  }

  static final Rule CLASS =
      all(
          at("provisioner", PROVISIONER),
          at("parameters", PARAMETERS),
          filled("reclaimPolicy", oneOf("Delete", "Retain")),
          at(
              "volumeBindingMode",
              Checks.PRESENT,
              (mode, faults) -> {
                if (mode.isSet()) {
                  oneOf("Immediate", "WaitForFirstConsumer").check(mode, faults);
                }
              }),
          at("allowedTopologies", StorageRules::topologies));

  static final Change CLASS_CHANGED =
      Change.all(
          Change.forbidden("parameters", "updates to parameters are forbidden."),
          Change.forbidden("provisioner", "updates to provisioner are forbidden."),
          Change.forbidden("reclaimPolicy", "updates to reclaimPolicy are forbidden."),
          Change.immutable("volumeBindingMode"));

  static final Rule ATTRIBUTES_CLASS =
      all(
          at("driverName", PROVISIONER),
          at("parameters", PARAMETERS),
          at("parameters", Checks.required("must contain at least one key/value pair")));

  static final Change ATTRIBUTES_CLASS_CHANGED =
      Change.all(
          Change.forbidden("driverName", "updates to driverName are forbidden."),
          Change.forbidden("parameters", "updates to parameters are forbidden."),
          Change.now(ATTRIBUTES_CLASS));

  private static final Rule TOKEN_REQUESTS =
      (requests, faults) -> {
        Set<String> audiences = new HashSet<>();
        for (Field request : requests.items()) {
          Field seconds = request.at("expirationSeconds");
          if (!audiences.add(request.at("audience").text())) {
            faults.duplicate(request.at("audience"));
          } else if (seconds.isSet() && seconds.number() < LEAST_SECONDS) {
            faults.invalid(seconds, "may not specify a duration less than 10 minutes");
          } else if (seconds.number() > 1L << 32) {
            faults.invalid(seconds, "may not specify a duration larger than 2^32 seconds");
          }
        }
      };

  private static final Rule LIFECYCLES =
      (modes, faults) -> {
        for (Field mode : modes.items()) {
          if (!mode.is("Persistent") && !mode.is("Ephemeral")) {
            faults.unsupported(modes, mode.shown(), List.of("Persistent", "Ephemeral"));
          }
        }
      };

  static final Rule DRIVER =
      at(
          "spec",
          (spec, faults) -> {
            if (!spec.has("attachRequired")) {
              faults.required(spec.place("attachedRequired"));
            }
          },
          at("podInfoOnMount", Checks.PRESENT),
          at("storageCapacity", Checks.PRESENT),
          given("fsGroupPolicy", oneOf("File", "None", "ReadWriteOnceWithFSType")),
          at("tokenRequests", TOKEN_REQUESTS),
          at("volumeLifecycleModes", LIFECYCLES));

  static final Change DRIVER_CHANGED =
      Change.all(
          Change.now(DRIVER),
          (before, now, faults) -> {
            Field attach = now.at("spec", "attachRequired");
            if (Change.differs(before.at("spec", "attachRequired"), attach)) {
              faults.invalid(attach.named("attachedRequired"), "field is immutable");
            }
          },
          Change.at("spec", Change.immutable("volumeLifecycleModes")));

  static final Rule NODE =
      at(
          "spec",
          (spec, faults) -> {
            Set<String> names = new HashSet<>();
            for (Field driver : spec.at("drivers").items()) {
              VolumeRules.DRIVER.check(driver.at("name"), faults);
              Field id = driver.at("nodeID");
              REQUIRED.check(id, faults);
              if (id.text().length() > LONGEST_NODE_ID) {
                faults.invalid(id, "must be %d characters or less".formatted(LONGEST_NODE_ID));
              }
              Field count = driver.at("allocatable", "count");
              Checks.NOT_NEGATIVE.check(count, faults);
              if (!names.add(driver.at("name").text())) {
                faults.duplicate(driver.at("name"));
              }
              keys(driver, faults);
            }
          });

  private static void keys(Field driver, Faults faults) {
    Set<String> seen = new HashSet<>();
    for (Field key : driver.at("topologyKeys").items()) {
      // The driver is blamed, not the key.
      if (key.isEmpty()) {
        faults.required(driver);
      }
      if (!seen.add(key.text())) {
        faults.duplicateText(driver, key.text());
      }
      Form.QUALIFIED_NAME
          .faults(key.text())
          .forEach(why -> faults.invalidText(driver, key.text(), why));
    }
  }

  static final Change NODE_CHANGED =
      (before, now, faults) -> {
        for (Field old : before.at("spec", "drivers").items()) {
          for (Field driver : now.at("spec", "drivers").items()) {
            boolean same = old.at("name").text().equals(driver.at("name").text());
            if (same && Change.differs(old, driver)) {
              faults.invalid(now.at("spec", "drivers"), driver, "field is immutable");
            }
          }
        }
      };

  static final Rule ATTACHMENT =
      at(
          "spec",
          at("attacher", REQUIRED),
          (spec, faults) -> {
            Field source = spec.at("source");
            boolean inline = source.has("inlineVolumeSpec");
            boolean named = source.has("persistentVolumeName");
            String one = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
            if (!inline && !named) {
              faults.required(source, one);
            } else if (inline && named) {
              faults.forbidden(source, one);
            } else if (named && source.at("persistentVolumeName").isEmpty()) {
              faults.required(
                  source.at("persistentVolumeName"), "must specify non empty persistentVolumeName");
            }
          },
          at("nodeName", form(Form.DNS_SUBDOMAIN)));

  private static final int LONGEST_ERROR = 1024;
  private static final int MOST_METADATA = 256 * 1024;

  static final Rule ATTACHMENT_STATUS =
      at(
          "status",
          (status, faults) -> {
            long size = 0;
            for (Field entry : status.at("attachmentMetadata").entries()) {
              size += entry.name().length() + entry.text().length();
            }
            if (size > MOST_METADATA) {
              faults.tooLong(status.at("attachmentMetadata"), MOST_METADATA);
            }
            for (String error : List.of("attachError", "detachError")) {
              Field message = status.at(error, "message");
              if (message.text().length() > LONGEST_ERROR) {
                // A server tells the wrong limit.
                faults.tooLong(message, MOST_METADATA);
              }
            }
          });
}
