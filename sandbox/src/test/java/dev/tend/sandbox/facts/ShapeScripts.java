package dev.tend.sandbox.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What managers do to one field, for every shape that a field may have. */
final class ShapeScripts {
  private static final String THINGS = "/apis/facts.tend.dev/v1/namespaces/default/things";
  private static final String THING = THINGS + "/$name";
  private static final String THING_V2 = THING.replace("/v1/", "/v2/");

  private final Shape shape;
  private final JsonNode none = MissingNode.getInstance();
  private final List<Script> scripts = new ArrayList<>();

  private ShapeScripts(Shape shape) {
    this.shape = shape;
  }

  static List<Script> all() {
    List<Script> all = new ArrayList<>();
    Shape.ALL.forEach(shape -> all.addAll(new ShapeScripts(shape).scripts()));
    return all;
  }

  private List<Script> scripts() {
    alone();
    together();
    withWriters();
    acrossVersions();
    hollow();
    return scripts;
  }

  private void alone() {
    add("the same again", one(value()), one(value()));
    add("another value", one(value()), one(other()));
    add("more, then less", one(value()), one(more()), one(value()));
    add("given up", one(value()), one(none));
    add("for something beside it", one(value()), one(beside()));
  }

  private void together() {
    add("shared, one gives up", one(value()), two(value()), one(none));
    add("shared, both give up", one(value()), two(value()), one(none), two(none));
    add("a conflict, then force", one(value()), two(other()), two(other()).forced());
    add(
        "taken, and wanted back",
        one(value()),
        two(other()).forced(),
        one(value()),
        one(value()).forced());
    add("taken, and given up", one(value()), two(other()).forced(), one(none), two(none));
    add("side by side, one gives up", one(value()), two(beside()).forced(), one(none));
    add("more by another, one gives up", one(value()), two(more()).forced(), one(none), two(none));
  }

  private void withWriters() {
    add("created, then applied", create(value()), one(value()), one(none));
    add("created, then applied otherwise", create(value()), one(other()), one(other()).forced());
    add("replaced by another value", one(value()), replace(other()), one(value()), one(none));
    add("replaced without it", one(value()), replace(none), one(value()));
    add("replaced by more", one(value()), replace(more()), one(value()), one(none));
    add("merged into", one(value()), merge(beside()), one(value()), one(none));
    add("merged away", one(value()), merge(NullNode.instance), one(none));
  }

  private void acrossVersions() {
    add("at another version", one(value()), v2("one", other()), v2("one", none));
    add("shared across versions", one(value()), v2("two", value()), v2("one", none));
    add("a conflict across versions", one(value()), v2("two", other()));
  }

  private void hollow() {
    JsonNode empty =
        switch (shape.value().getNodeType()) {
          case ARRAY -> JsonNodeFactory.instance.arrayNode();
          case OBJECT -> JsonNodeFactory.instance.objectNode();
          default -> none;
        };
    add("null from the start", one(NullNode.instance), one(value()));
    add("null instead", one(value()), one(NullNode.instance));
    if (!empty.isMissingNode()) {
      add("empty from the start", one(empty), two(value()), one(none));
      add("empty instead", one(value()), one(empty), one(none));
      add("empty against another's", one(value()), two(empty));
    }
  }

  private void add(String what, Step... steps) {
    scripts.add(Script.of(shape.name() + ": " + what, steps));
  }

  private JsonNode value() {
    return shape.value();
  }

  private JsonNode other() {
    return shape.other();
  }

  private JsonNode more() {
    return shape.more();
  }

  private JsonNode beside() {
    return shape.beside();
  }

  private Step one(JsonNode value) {
    return Step.apply("one", THING, shape.thing("v1", value));
  }

  private Step two(JsonNode value) {
    return Step.apply("two", THING, shape.thing("v1", value));
  }

  private Step v2(String manager, JsonNode value) {
    return Step.apply(manager, THING_V2, shape.thing("v2", value));
  }

  private Step create(JsonNode value) {
    return Step.create("writer", THINGS, shape.thing("v1", value));
  }

  /** By a client that doesn't care what it overwrites. */
  private Step replace(JsonNode value) {
    return Step.replace("writer", THING, shape.thing("v1", value));
  }

  private Step merge(JsonNode value) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("spec").set(shape.name(), value);
    return Step.merge("writer", THING, patch);
  }
}
