package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.parser.ParserImpl;

/** Builds the tree of one document from its YAML events. */
final class TreeBuilder {
  /** No manifest nests deeper by honest means: the deepest CRDs stay below 100. */
  static final int MAX_DEPTH = 400;

  private final ParserImpl events;
  private final JsonNodeFactory nodes = JsonNodeFactory.instance;
  private final Findings findings;
  private final Anchors anchors;
  private final ScalarReader scalars;

  TreeBuilder(ParserImpl events, Findings findings) {
    this.events = events;
    this.findings = findings;
    this.anchors = new Anchors(findings);
    this.scalars = new ScalarReader(findings);
  }

  /** The document's root; empty where there is no document. */
  Optional<JsonNode> build() {
    events.next();
    if (!events.checkEvent(Event.ID.DocumentStart)) {
      return Optional.empty();
    }
    events.next();
    JsonNode root = value(events.next(), new Step(null, null), 0);
    events.next();
    events.next();
    return Optional.of(root);
  }

  private JsonNode value(Event event, Step step, int depth) {
    if (event instanceof AliasEvent alias) {
      return anchors.copyOf(alias, step.path());
    }
    NodeEvent node = (NodeEvent) event;
    node.getAnchor().ifPresent(anchors::open);
    JsonNode value =
        switch (node) {
          case ScalarEvent scalar -> scalars.value(scalar, step);
          case MappingStartEvent mapping -> mapping(mapping, step, depth + 1);
          case SequenceStartEvent sequence -> sequence(sequence, step, depth + 1);
          default -> throw new IllegalStateException("unexpected event " + node);
        };
    node.getAnchor().ifPresent(anchor -> anchors.define(anchor, value));
    return value;
  }

  private ArrayNode sequence(SequenceStartEvent start, Step step, int depth) {
    checkDepth(start, step, depth);
    scalars.checkCollectionTag(start, start.getTag(), step);
    ArrayNode array = nodes.arrayNode();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      array.add(value(events.next(), new Step(step, array.size()), depth));
    }
    events.next();
    return array;
  }

  private ObjectNode mapping(MappingStartEvent start, Step step, int depth) {
    checkDepth(start, step, depth);
    scalars.checkCollectionTag(start, start.getTag(), step);
    ObjectNode object = nodes.objectNode();
    Map<String, Event> keys = new HashMap<>();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Event keyEvent = events.next();
      if (isMerge(keyEvent)) {
        merge(object, keys, keyEvent, step, depth);
        continue;
      }
      String key = key(keyEvent, step, depth);
      Step inner = new Step(step, key);
      Event first = keys.putIfAbsent(key, keyEvent);
      if (first != null) {
        duplicate(key, keyEvent, first, inner);
      }
      object.set(key, value(events.next(), inner, depth));
    }
    events.next();
    return object;
  }

  private void duplicate(String key, Event event, Event first, Step step) {
    String where =
        first.getStartMark().map(mark -> ", first in line " + findings.line(mark)).orElse("");
    findings.error(
        "yaml/duplicate-key",
        event,
        step.path(),
        "The key `" + key + "` is set twice in one mapping" + where,
        "Keep one of them: YAML readers differ in which one wins");
  }

  private static boolean isMerge(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.getValue().equals("<<")
        && (scalar.getTag().isEmpty() && scalar.isPlain()
            || scalar.getTag().filter("tag:yaml.org,2002:merge"::equals).isPresent());
  }

  /** Merges as Kubernetes' reader does: what comes with a merge replaces what stood before it. */
  private void merge(ObjectNode object, Map<String, Event> keys, Event key, Step step, int depth) {
    JsonNode merged = value(events.next(), new Step(step, "<<"), depth);
    List<JsonNode> sources = new ArrayList<>();
    if (merged.isArray()) {
      merged.forEach(sources::addFirst);
    } else {
      sources.add(merged);
    }
    Set<String> overridden = new TreeSet<>();
    for (JsonNode source : sources) {
      if (!source.isObject()) {
        findings.error(
            "yaml/merge",
            key,
            step.path(),
            "`<<` merges mappings, and this is none",
            "Give it a mapping, an alias of one, or a list of such aliases");
        continue;
      }
      for (Map.Entry<String, JsonNode> field : source.properties()) {
        if (keys.containsKey(field.getKey())
            && !field.getValue().equals(object.get(field.getKey()))) {
          overridden.add(field.getKey());
        }
        object.set(field.getKey(), field.getValue());
      }
    }
    for (String name : overridden) {
      findings.warning(
          "yaml/merge-order",
          key,
          step.path(),
          "`<<` overrides `" + name + "`, because it stands after it",
          "Kubernetes reads it so, other YAML readers do not: write `<<` first in its mapping");
    }
  }

  private String key(Event event, Step step, int depth) {
    if (event instanceof ScalarEvent scalar) {
      scalar.getAnchor().ifPresent(anchor -> anchors.define(anchor, scalars.value(scalar, step)));
      return scalars.key(scalar, step);
    }
    JsonNode value = value(event, step, depth);
    if (value.isContainerNode() || value.isNull()) {
      findings.keyThatIsNoText(event, step.path(), value);
    }
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  private void checkDepth(Event event, Step step, int depth) {
    if (depth > MAX_DEPTH) {
      throw findings.refusal(
          "yaml/too-deep",
          event,
          FieldPath.ROOT,
          "The document nests deeper than " + MAX_DEPTH + " levels",
          "No manifest needs that: look for unclosed brackets");
    }
  }

  /** The way to the value that is being read; a path only when somebody asks. */
  record Step(@Nullable Step parent, @Nullable Object name) {
    FieldPath path() {
      if (parent == null) {
        return FieldPath.ROOT;
      }
      return name instanceof Integer position
          ? parent.path().index(position)
          : parent.path().key(String.valueOf(name));
    }
  }
}
