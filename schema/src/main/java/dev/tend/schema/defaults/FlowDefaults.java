package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What priority and fairness are made of. */
final class FlowDefaults {
  private FlowDefaults() {}

  static void schema(ObjectNode schema) {
    ObjectNode spec = object(schema, "spec");
    if (spec.path("matchingPrecedence").asInt() == 0) {
      spec.put("matchingPrecedence", 1000);
    }
  }

  static void level(ObjectNode level) {
    ObjectNode spec = object(level, "spec");
    if (spec.get("exempt") instanceof ObjectNode exempt) {
      shares(exempt, 0);
    } else if (spec.path("type").asText().equals("Exempt")) {
      shares(spec.putObject("exempt"), 0);
    }
    if (spec.get("limited") instanceof ObjectNode limited) {
      shares(limited, 30);
      if (limited.path("limitResponse").get("queuing") instanceof ObjectNode queuing) {
        nonZero(queuing, "handSize", 8);
        nonZero(queuing, "queues", 64);
        nonZero(queuing, "queueLengthLimit", 50);
      }
    }
  }

  private static void shares(ObjectNode node, int nominal) {
    put(node, "nominalConcurrencyShares", nominal);
    put(node, "lendablePercent", 0);
  }

  private static void nonZero(ObjectNode node, String field, int value) {
    if (node.path(field).asInt() == 0) {
      node.put(field, value);
    }
  }
}
