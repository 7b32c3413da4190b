package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.NOT_NEGATIVE;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.filled;
import static dev.tend.schema.rules.Rule.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Stateful sets. */
final class StatefulSetRules {
  private static final List<String> MUTABLE =
      List.of(
          "replicas",
          "ordinals",
          "template",
          "updateStrategy",
          "revisionHistoryLimit",
          "persistentVolumeClaimRetentionPolicy",
          "minReadySeconds");

  private StatefulSetRules() {}

  private static final Rule POD_MANAGEMENT =
      (policy, faults) -> {
        if (policy.isEmpty()) {
          faults.required(policy);
        } else if (!policy.is("OrderedReady") && !policy.is("Parallel")) {
          faults.invalid(policy, "must be 'OrderedReady' or 'Parallel'");
        }
      };

  private static final Rule ROLLING =
      (rolling, faults) -> {
        NOT_NEGATIVE.check(rolling.at("partition"), faults);
      };

  private static final Rule STRATEGY =
      (strategy, faults) -> {
        Field rolling = strategy.at("rollingUpdate");
        switch (strategy.at("type").text()) {
          case "" -> faults.required(strategy);
          case "OnDelete" -> {
            if (rolling.isSet()) {
              faults.invalid(rolling, "only allowed for updateStrategy 'RollingUpdate'");
            }
          }
          case "RollingUpdate" -> {
            if (rolling.isSet()) {
              ROLLING.check(rolling, faults);
            }
          }
          default -> faults.invalid(strategy, "must be 'RollingUpdate' or 'OnDelete'");
        }
      };

  private static final Rule RETENTION = at("whenDeleted", oneOf("Retain", "Delete"));

  /** With a volume for each claim, as its pods will have. */
  private static final Rule TEMPLATE =
      (spec, faults) -> {
        Field selector = spec.at("selector");
        if (selector.isSet() && !SelectorRules.isUsable(selector)) {
          faults.invalid(selector, "");
          return;
        }
        WorkloadRules.TEMPLATE_MATCHES.check(spec, faults);
        Field template = spec.at("template");
        Field filled = template.holding(withClaims(spec, template.node()));
        PodRules.TEMPLATE.check(filled, faults);
        PodRules.marks(template, faults);
      };

  private static JsonNode withClaims(Field spec, JsonNode template) {
    List<Field> claims = spec.at("volumeClaimTemplates").items();
    JsonNode pod = template.path("spec");
    if (claims.isEmpty() && !pod.has("subdomain") && !pod.has("hostname")
        || !(template.deepCopy() instanceof ObjectNode copy)
        || !(copy.path("spec") instanceof ObjectNode podSpec)) {
      return template;
    }
    podSpec.remove(List.of("subdomain", "hostname"));
    ArrayNode volumes = podSpec.arrayNode();
    for (Field claim : claims) {
      String name = claim.at("metadata", "name").text();
      volumes
          .addObject()
          .put("name", name)
          .putObject("persistentVolumeClaim")
          .put("claimName", name);
    }
    for (JsonNode volume : pod.path("volumes")) {
      boolean replaced =
          claims.stream().anyMatch(c -> c.at("metadata", "name").is(volume.path("name").asText()));
      if (!replaced) {
        volumes.add(volume);
      }
    }
    podSpec.set("volumes", volumes);
    return copy;
  }

  private static Rule spec(Rule... onlyNew) {
    return at(
        "spec",
        at("podManagementPolicy", POD_MANAGEMENT),
        at("updateStrategy", STRATEGY),
        given(
            "persistentVolumeClaimRetentionPolicy",
            RETENTION,
            at("whenScaled", oneOf("Retain", "Delete"))),
        onlyNew.length > 0 ? onlyNew[0] : (field, faults) -> {},
        at("replicas", NOT_NEGATIVE),
        at("minReadySeconds", NOT_NEGATIVE),
        (set, faults) -> {
          Field start = set.at("ordinals", "start");
          if (start.number() < 0) {
            NOT_NEGATIVE.check(set.place("ordinals.start", start), faults);
          }
        },
        onlyNew.length > 1 ? onlyNew[1] : (field, faults) -> {},
        WorkloadRules.selector("statefulset"),
        TEMPLATE,
        WorkloadRules.lasting("StatefulSet"));
  }

  static final Rule CREATED =
      spec(
          each("volumeClaimTemplates", at("spec", ClaimRules.SPEC)),
          filled("serviceName", form(Form.DNS_LABEL)));

  static final Change CHANGED =
      Change.all(
          Change.now(spec()),
          (before, now, faults) -> {
            if (!without(before).equals(without(now))) {
              faults.forbidden(
                  now.at("spec"),
                  "updates to statefulset spec for fields other than 'replicas', 'ordinals',"
                      + " 'template', 'updateStrategy', 'revisionHistoryLimit',"
                      + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are"
                      + " forbidden");
            }
          });

  private static JsonNode without(Field set) {
    JsonNode spec = set.at("spec").node();
    return spec.deepCopy() instanceof ObjectNode copy ? copy.remove(MUTABLE) : spec;
  }
}
