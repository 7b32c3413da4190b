package dev.tend.render.kustomize.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tend.render.kustomize.model.Bounds;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.TreeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A JSON patch as RFC 6902 has it, with negative positions in lists. */
public final class JsonPatch {
  private enum Kind {
    ADD,
    REMOVE,
    REPLACE,
    MOVE,
    COPY,
    TEST
  }

  private record Operation(Kind kind, String path, String from, @Nullable Node value) {}

  private static final Node NULL = TreeJson.node(NullNode.instance);

  private final List<Operation> operations;

  private JsonPatch(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  public static JsonPatch from(JsonNode list) {
    if (!list.isArray()) {
      throw new BuildFailure("A JSON patch is a list of operations");
    }
    List<Operation> operations = new ArrayList<>();
    for (JsonNode item : list) {
      operations.add(operation(item));
    }
    return new JsonPatch(operations);
  }

  private static Operation operation(JsonNode item) {
    String op = item.path("op").asText("");
    Kind kind = null;
    for (Kind known : Kind.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(op)) {
        kind = known;
      }
    }
    if (kind == null) {
      throw new BuildFailure(
          op.isEmpty() ? "A JSON patch's operation has no op" : "`" + op + "` is no op",
          "It is one of add, remove, replace, move, copy and test");
    }
    if (!item.path("path").isTextual()) {
      throw new BuildFailure("The " + op + " of a JSON patch has no path");
    }
    JsonNode value = item.path("value");
    if (value.isMissingNode() && (kind == Kind.ADD || kind == Kind.REPLACE)) {
      throw new BuildFailure("The " + op + " at " + item.path("path").asText() + " has no value");
    }
    return new Operation(
        kind,
        item.path("path").asText(),
        item.path("from").asText(""),
        value.isMissingNode() ? null : TreeJson.node(value));
  }

  public boolean isEmpty() {
    return operations.isEmpty();
  }

  /** The object after all operations. */
  public MapNode apply(MapNode object) {
    Node result = TreeJson.node(TreeJson.object(object));
    for (Operation operation : operations) {
      result = applied(result, operation);
      Bounds.check(result);
    }
    if (result instanceof MapNode map) {
      return map;
    }
    throw new BuildFailure("The JSON patch leaves no object");
  }

  private static Node applied(Node root, Operation operation) {
    List<String> path = pointer(operation.path());
    Node value = operation.value() == null ? NULL : operation.value();
    return switch (operation.kind()) {
      case ADD -> edit(root, path, 0, (parent, name) -> added(parent, name, value, operation));
      case REMOVE -> edit(root, path, 0, (parent, name) -> removed(parent, name, operation));
      case REPLACE -> {
        if (path.isEmpty()) {
          yield value;
        }
        yield edit(root, path, 0, (parent, name) -> replaced(parent, name, value, operation));
      }
      case MOVE -> {
        Node moved = require(root, operation.from(), operation);
        Node without =
            edit(root, pointer(operation.from()), 0, (p, name) -> removed(p, name, operation));
        yield edit(without, path, 0, (parent, name) -> added(parent, name, moved, operation));
      }
      case COPY -> {
        Node copied = require(root, operation.from(), operation);
        yield edit(root, path, 0, (parent, name) -> added(parent, name, copied, operation));
      }
      case TEST -> {
        Node found = find(root, path);
        boolean equal = found == null ? value.isNull() : found.equals(value);
        if (!equal) {
          throw new BuildFailure(
              "The test at " + operation.path() + " of the JSON patch fails",
              found == null ? "There is no such field" : "There is " + found.kindName());
        }
        yield root;
      }
    };
  }

  private interface Edit {
    Node of(Node parent, String name);
  }

  private static Node edit(Node at, List<String> path, int step, Edit edit) {
    if (path.isEmpty()) {
      throw new BuildFailure("The JSON patch has an empty path");
    }
    String name = path.get(step);
    if (step == path.size() - 1) {
      return edit.of(at, name);
    }
    Node child = child(at, name);
    if (child == null) {
      throw new BuildFailure(
          "The path /"
              + String.join("/", path)
              + " of the JSON patch leads nowhere: there is no "
              + "/"
              + String.join("/", path.subList(0, step + 1)));
    }
    Node changed = edit(child, path, step + 1, edit);
    return at instanceof MapNode map
        ? map.with(name, changed)
        : ((ListNode) at).with(position(name, ((ListNode) at).items().size()), changed);
  }

  private static @Nullable Node child(Node at, String name) {
    if (at instanceof MapNode map) {
      return map.get(name);
    }
    if (at instanceof ListNode list) {
      int index = position(name, list.items().size());
      return index >= 0 && index < list.items().size() ? list.items().get(index) : null;
    }
    return null;
  }

  /** From the end where it is negative; -1 where the name is no position. */
  private static int position(String name, int size) {
    if (!name.matches("-?[0-9]{1,9}")) {
      return -1;
    }
    int index = Integer.parseInt(name);
    return index < 0 ? index + size : index;
  }

  private static Node added(Node parent, String name, Node value, Operation operation) {
    if (parent instanceof MapNode map) {
      return map.with(name, value);
    }
    if (parent instanceof ListNode list) {
      int size = list.items().size();
      int index =
          name.equals("-")
              ? size
              : name.startsWith("-") ? position(name, size + 1) : position(name, size);
      if (index >= 0 && index <= size) {
        List<Node> items = new ArrayList<>(list.items());
        items.add(index, value);
        return new ListNode(items);
      }
    }
    throw nowhere(operation);
  }

  private static Node removed(Node parent, String name, Operation operation) {
    if (parent instanceof MapNode map && map.has(name)) {
      return map.without(name);
    }
    if (parent instanceof ListNode list) {
      int index = position(name, list.items().size());
      if (index >= 0 && index < list.items().size()) {
        List<Node> items = new ArrayList<>(list.items());
        items.remove(index);
        return new ListNode(items);
      }
    }
    throw nowhere(operation);
  }

  private static Node replaced(Node parent, String name, Node value, Operation operation) {
    if (parent instanceof MapNode map) {
      return map.with(name, value);
    }
    if (parent instanceof ListNode list) {
      int index = position(name, list.items().size());
      if (index >= 0 && index < list.items().size()) {
        return list.with(index, value);
      }
    }
    throw nowhere(operation);
  }

  private static Node require(Node root, String pointer, Operation operation) {
    Node found = find(root, pointer(pointer));
    if (found == null) {
      throw nowhere(operation);
    }
    return found;
  }

  private static @Nullable Node find(Node root, List<String> path) {
    Node at = root;
    for (String name : path) {
      Node next = child(at, name);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private static List<String> pointer(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return List.of();
    }
    // What stands before the first slash is passed over, whatever it is.
    List<String> names = new ArrayList<>();
    for (String part : text.substring(slash + 1).split("/", -1)) {
      names.add(part.replace("~1", "/").replace("~0", "~"));
    }
    return names;
  }

  private static BuildFailure nowhere(Operation operation) {
    String op = operation.kind().name().toLowerCase(Locale.ROOT);
    String from = operation.from().isEmpty() ? "" : " from " + operation.from();
    return new BuildFailure(
        "The JSON patch can't "
            + op
            + from
            + " at "
            + operation.path()
            + ": the object has no such place");
  }
}
