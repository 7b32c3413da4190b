package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A keyword of the strict schemas: no two items of a list have the same values in its key fields,
 * and no set holds a value twice. Server-side apply refuses both.
 */
final class UniqueKeys extends AbstractKeyword {
  static final String KEYWORD = "x-tend-unique-keys";

  UniqueKeys() {
    super(KEYWORD);
  }

  /** Adds the keyword where the published schema makes a list a map or a set. */
  static void addTo(ObjectNode strict, JsonNode published, JsonNode items) {
    switch (published.path("x-kubernetes-list-type").asText()) {
      case "map" -> {
        ObjectNode keys = strict.putObject(KEYWORD);
        for (JsonNode key : published.path("x-kubernetes-list-map-keys")) {
          JsonNode otherwise = items.path("properties").path(key.asText()).path("default");
          keys.put(key.asText(), otherwise.asText(""));
        }
      }
      case "set" -> strict.putObject(KEYWORD);
      default -> {}
    }
  }

  @Override
  public KeywordValidator newValidator(
      SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) {
    return new Check(this, location, node, parent, context);
  }

  private static final class Check extends BaseKeywordValidator {
    private final Map<String, String> keys = new LinkedHashMap<>();

    Check(
        Keyword keyword,
        SchemaLocation location,
        JsonNode node,
        Schema parent,
        SchemaContext context) {
      super(keyword, node, location, parent, context);
      node.properties().forEach(key -> keys.put(key.getKey(), key.getValue().asText()));
    }

    @Override
    public void validate(
        ExecutionContext execution, JsonNode node, JsonNode root, NodePath location) {
      if (!node.isArray() || node.size() < 2) {
        return;
      }
      Set<List<String>> seen = new HashSet<>();
      for (int i = 0; i < node.size(); i++) {
        List<String> identity = identity(node.get(i));
        if (!identity.isEmpty() && !seen.add(identity)) {
          execution.addError(
              error()
                  .instanceNode(node.get(i))
                  .instanceLocation(location.append(i))
                  .evaluationPath(execution.getEvaluationPath())
                  .arguments(keys.isEmpty() ? "" : String.join(" and ", keys.keySet()))
                  .message("duplicate")
                  .build());
        }
      }
    }

    private List<String> identity(JsonNode item) {
      List<String> values = new ArrayList<>();
      if (keys.isEmpty()) {
        values.add(item.toString());
      } else if (item.isObject()) {
        boolean told = false;
        for (Map.Entry<String, String> key : keys.entrySet()) {
          told |= item.has(key.getKey());
          values.add(item.path(key.getKey()).asText(key.getValue()));
        }
        return told ? values : List.of();
      }
      return values;
    }
  }
}
