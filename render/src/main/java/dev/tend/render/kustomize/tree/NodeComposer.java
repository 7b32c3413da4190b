package dev.tend.render.kustomize.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Builds the first document of a text, its aliases and inherited mappings resolved. */
final class NodeComposer {
  private static final int MAX_BUFFER = 4 * 1024 * 1024;
  private static final int DEEPEST = 400;
  private static final long MOST_COPIED = 2_000_000;

  private final String text;
  private final ParserImpl events;
  private final Map<String, Node> anchors = new HashMap<>();
  private final Map<String, Long> weights = new HashMap<>();
  private long weight;
  private long copied;
  private int depth;
  private boolean inFlow;

  private NodeComposer(String text, ParserImpl events) {
    this.text = text;
    this.events = events;
  }

  /** Empty where the text holds nothing but comments, or null. */
  static Optional<Node> compose(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setBufferSize(Math.clamp(text.length() + 2L, 16, MAX_BUFFER))
            .setCodePointLimit(Integer.MAX_VALUE)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .build();
    ParserImpl events = new ParserImpl(settings, new StreamReader(settings, text));
    events.next();
    if (events.peekEvent().getEventId() != Event.ID.DocumentStart) {
      return Optional.empty();
    }
    events.next();
    Node root = new NodeComposer(text, events).node();
    events.next();
    return root.isNull() ? Optional.empty() : Optional.of(root);
  }

  private Node node() {
    Event event = events.next();
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    long before = weight;
    Node node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case MappingStartEvent start -> nested(start, () -> mapping(start));
          case SequenceStartEvent start -> nested(start, this::sequence);
          default -> throw failure("Something that is no value", event);
        };
    weight++;
    String anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue).orElse("");
    if (!anchor.isEmpty()) {
      anchors.put(anchor, node);
      weights.put(anchor, weight - before);
    }
    return node;
  }

  private Node nested(CollectionStartEvent start, Supplier<Node> content) {
    if (++depth > DEEPEST) {
      throw failure("Values are nested more than " + DEEPEST + " deep", start);
    }
    boolean around = inFlow;
    inFlow = start.isFlow();
    Node node = content.get();
    inFlow = around;
    depth--;
    return node;
  }

  private Node alias(AliasEvent alias) {
    String name = alias.getAlias().getValue();
    Node node = anchors.get(name);
    if (node == null) {
      throw failure("There is no anchor &" + name + " before this alias, or it is inside", alias);
    }
    long copies = weights.getOrDefault(name, 1L);
    copied += copies;
    weight += copies;
    if (copied > MOST_COPIED) {
      throw failure("Aliases of aliases make more than " + MOST_COPIED + " values", alias);
    }
    return node;
  }

  private ScalarNode scalar(ScalarEvent event) {
    String value = event.getValue();
    boolean block =
        event.getScalarStyle() == ScalarStyle.LITERAL
            || event.getScalarStyle() == ScalarStyle.FOLDED;
    if (block && value.endsWith("\n") && isUnended(event)) {
      value = value.substring(0, value.length() - 1);
    }
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    Tag tag =
        switch (event.getTag().orElse("")) {
          case "" -> plain ? PlainScalar.resolve(value) : Tag.STRING;
          case "tag:yaml.org,2002:int" -> Tag.INTEGER;
          case "tag:yaml.org,2002:float" -> Tag.FLOAT;
          case "tag:yaml.org,2002:bool" -> Tag.BOOLEAN;
          case "tag:yaml.org,2002:null" -> Tag.NULL;
          case "tag:yaml.org,2002:timestamp" -> Tag.TIMESTAMP;
          default -> Tag.STRING;
        };
    // Between braces and brackets kustomize writes quotes for nothing at all.
    boolean quoted = !plain || inFlow && value.isEmpty();
    return new ScalarNode(value, tag, quoted, event.getScalarStyle() == ScalarStyle.FOLDED);
  }

  /** Whether the text ends with the scalar, without a newline. */
  private boolean isUnended(ScalarEvent event) {
    return !text.endsWith("\n")
        && event
            .getEndMark()
            .filter(mark -> mark.getIndex() >= text.codePointCount(0, text.length()))
            .isPresent();
  }

  private Node sequence() {
    List<Node> items = new ArrayList<>();
    while (events.peekEvent().getEventId() != Event.ID.SequenceEnd) {
      items.add(node());
    }
    events.next();
    return new ListNode(items);
  }

  private Node mapping(MappingStartEvent start) {
    Map<String, Node> fields = new LinkedHashMap<>();
    Node inherited = null;
    while (events.peekEvent().getEventId() != Event.ID.MappingEnd) {
      Event at = events.peekEvent();
      if (!(node() instanceof ScalarNode key)) {
        throw failure("A key must be text", at);
      }
      if (key.tag() == Tag.MERGE) {
        if (inherited != null) {
          throw failure("<< stands twice in one mapping", at);
        }
        inherited = node();
        continue;
      }
      if (key.tag() != Tag.STRING) {
        throw failure("The key `" + key.text() + "` must be text: quote it", at);
      }
      if (fields.put(key.text(), node()) != null) {
        throw failure("The key `" + key.text() + "` stands twice", at);
      }
    }
    events.next();
    return MapNode.of(inherited == null ? fields : merged(inherited, fields, start));
  }

  /** The first of several inherited mappings wins, and the mapping's own fields over all. */
  private static Map<String, Node> merged(Node inherited, Map<String, Node> own, Event start) {
    List<Node> sources = inherited instanceof ListNode list ? list.items() : List.of(inherited);
    Map<String, Node> all = new LinkedHashMap<>();
    for (int i = sources.size() - 1; i >= 0; i--) {
      if (!(sources.get(i) instanceof MapNode map)) {
        throw failure("<< takes a mapping, or a list of them", start);
      }
      for (int k = 0; k < map.size(); k++) {
        all.put(map.key(k), map.value(k));
      }
    }
    all.putAll(own);
    return all;
  }

  private static ComposerException failure(String message, @Nullable Event at) {
    return new ComposerException(
        "", Optional.empty(), message, at == null ? Optional.empty() : at.getStartMark());
  }
}
