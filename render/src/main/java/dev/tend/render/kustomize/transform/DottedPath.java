package dev.tend.render.kustomize.transform;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path with dots between its names, such as {@code spec.containers.[name=web].image}: {@code
 * [a.b]} is one name with a dot in it, {@code [key=value]} an item of a list, a number its
 * position, and {@code *} all items.
 */
final class DottedPath {
  private static final Pattern POSITION = Pattern.compile("\\+?[0-9]{1,9}");

  private final String text;
  private final List<String> parts;

  private DottedPath(String text, List<String> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  static DottedPath parse(String text) {
    List<String> parts = new ArrayList<>();
    List<String> split = FieldSpec.split(text, '.');
    for (int i = 0; i < split.size(); i++) {
      StringBuilder part = new StringBuilder(split.get(i));
      if (part.toString().startsWith("[") && !part.toString().endsWith("]")) {
        while (i < split.size() - 1 && !part.toString().endsWith("]")) {
          i++;
          part.append('.').append(split.get(i));
        }
        boolean item = part.indexOf("=") >= 0;
        parts.add(item ? part.toString() : part.toString().replaceAll("^[\\[\\]]+|[\\[\\]]+$", ""));
      } else {
        parts.add(part.toString());
      }
    }
    return new DottedPath(text, parts);
  }

  /** With {@code name[0]} taken for {@code name.0}, as vars have it. */
  DottedPath withPositions() {
    List<String> more = new ArrayList<>();
    for (String part : parts) {
      int open = part.lastIndexOf('[');
      String inner =
          open >= 0 && part.endsWith("]") ? part.substring(open + 1, part.length() - 1) : "";
      if (inner.matches("[0-9]+")) {
        if (open > 0) {
          more.add(part.substring(0, open));
        }
        more.add(inner);
      } else {
        more.add(part);
      }
    }
    return new DottedPath(text, more);
  }

  List<String> parts() {
    return parts;
  }

  @Override
  public String toString() {
    return text;
  }

  static boolean isPosition(String part) {
    return POSITION.matcher(part).matches();
  }

  static boolean isItem(String part) {
    return part.startsWith("[") && part.endsWith("]");
  }

  /** The key and value of {@code [key=value]}. */
  static String[] item(String part) {
    String[] pair = part.substring(1, part.length() - 1).split("=", 2);
    if (pair.length < 2) {
      throw new BuildFailure("`" + part + "` in a field path says no [field=value]");
    }
    return pair;
  }

  /** What is there; null where nothing is. */
  @Nullable Node find(Node root) {
    return find(root, parts);
  }

  static @Nullable Node find(Node root, List<String> parts) {
    Node at = root;
    for (String raw : parts) {
      String part = raw.strip();
      if (part.isEmpty()) {
        continue;
      }
      Node next = step(at, part);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private static @Nullable Node step(Node at, String part) {
    if (at.isNull()) {
      return null;
    }
    if (isPosition(part) || part.equals("-")) {
      List<Node> items = items(at);
      int index = part.equals("-") ? items.size() - 1 : Integer.parseInt(part);
      return index >= 0 && index < items.size() ? items.get(index) : null;
    }
    if (part.equals("*")) {
      throw new BuildFailure("A `*` can't stand here: which of the items is meant?");
    }
    if (isItem(part)) {
      String[] pair = item(part);
      for (Node item : items(at)) {
        Node value =
            pair[0].isEmpty() ? item : item instanceof MapNode map ? map.get(pair[0]) : null;
        if (value instanceof ScalarNode scalar && scalar.text().equals(pair[1])) {
          return item;
        }
      }
      return null;
    }
    if (at instanceof MapNode map) {
      return map.get(part);
    }
    throw new BuildFailure("there is " + at.kindName() + " where `" + part + "` is looked for");
  }

  static List<Node> items(Node at) {
    if (at instanceof ListNode list) {
      return list.items();
    }
    throw new BuildFailure("there is " + at.kindName() + " where a list is expected");
  }

  static Pattern pattern(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new BuildFailure(
          "`" + expression + "` is no regular expression: " + e.getDescription());
    }
  }
}
