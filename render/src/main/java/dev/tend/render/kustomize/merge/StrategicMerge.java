package dev.tend.render.kustomize.merge;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.Fields;
import dev.tend.render.kustomize.model.OpenApi;
import dev.tend.render.kustomize.model.TypeSchema;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge as kustomize does it. A patch touches more than what it names: fields that are
 * left empty go, and so do empty items of merged lists.
 */
public final class StrategicMerge {
  private final OpenApi openApi;

  public StrategicMerge(OpenApi openApi) {
    this.openApi = openApi;
  }

  /** The object after the patch; an empty one where the patch deletes it. */
  public MapNode apply(MapNode object, MapNode patch) {
    return merged(object, patch, null) instanceof MapNode map ? map : MapNode.EMPTY;
  }

  /** Null where nothing is left. */
  @Nullable Node merged(@Nullable Node dest, @Nullable Node patch, @Nullable TypeSchema known) {
    TypeSchema schema = known == null ? schema(dest, patch) : known;
    Node first = isMissing(dest) ? patch : dest;
    if (first == null || first.isNull()) {
      return mapping(dest, patch, schema);
    }
    return switch (first) {
      case MapNode map -> {
        refuseOtherKind(map, dest, patch);
        yield mapping(dest, patch, schema);
      }
      case ListNode list -> {
        refuseOtherKind(list, dest, patch);
        yield schema != null && schema.mergesItems()
            ? new ListMerge(this, schema).merged(list(dest), patch)
            : patch == null ? dest : patch;
      }
      case ScalarNode scalar -> {
        refuseOtherKind(scalar, dest, patch);
        yield patch == null ? dest : patch;
      }
    };
  }

  private static @Nullable ListNode list(@Nullable Node node) {
    return node instanceof ListNode list ? list : null;
  }

  static boolean isMissing(@Nullable Node node) {
    return node == null || node.isNull();
  }

  private static void refuseOtherKind(Node wanted, @Nullable Node dest, @Nullable Node patch) {
    for (Node node : new Node[] {dest, patch}) {
      if (!isMissing(node) && node != null && node.getClass() != wanted.getClass()) {
        throw new BuildFailure(
            "The patch has " + node.kindName() + " where the object has " + wanted.kindName());
      }
    }
  }

  /** Objects inside of objects have kinds of their own. */
  private @Nullable TypeSchema schema(@Nullable Node dest, @Nullable Node patch) {
    for (Node node : new Node[] {dest, patch}) {
      if (node instanceof MapNode map
          && map.get("kind") instanceof ScalarNode kind
          && map.get("apiVersion") instanceof ScalarNode apiVersion) {
        TypeSchema schema = openApi.schema(apiVersion.text(), kind.text());
        if (schema != null) {
          return schema;
        }
      }
    }
    return null;
  }

  private @Nullable Node mapping(
      @Nullable Node dest, @Nullable Node patch, @Nullable TypeSchema schema) {
    Node target = dest;
    Node source = patch;
    if (isMissing(dest)) {
      if (patch instanceof MapNode map && Directive.of(map) == Directive.DELETE) {
        return null;
      }
      if (patch == null) {
        return dest instanceof ScalarNode written && written.isWrittenNull() ? dest : null;
      }
      if (patch instanceof MapNode map) {
        source = Directive.without(map);
      }
      target = source;
    } else if (patch != null) {
      if (patch.isNull()) {
        return null;
      }
      Directive directive = patch instanceof MapNode map ? Directive.of(map) : Directive.MERGE;
      source = patch instanceof MapNode map ? Directive.without(map) : patch;
      switch (directive) {
        case DELETE -> {
          return null;
        }
        case REPLACE -> target = source;
        case MERGE -> {}
      }
    }
    return target instanceof MapNode into
        ? fields(into, source instanceof MapNode from ? from : null, schema)
        : null;
  }

  private MapNode fields(MapNode into, @Nullable MapNode from, @Nullable TypeSchema schema) {
    Set<String> names = new LinkedHashSet<>(into.keys());
    if (from != null && from != into) {
      names.addAll(from.keys());
    }
    MapNode result = into;
    for (String name : names) {
      Node before = into.get(name);
      TypeSchema inner = schema == null ? null : schema.field(name);
      Node after = merged(before, from == null ? null : from.get(name), inner);
      if (after == null || after.isNull() && !isKeptNull(before, after)) {
        result = result.without(name);
      } else if (after != before) {
        result =
            after instanceof ScalarNode scalar
                ? result.with(name, Fields.inPlaceOf(before, scalar))
                : result.with(name, after);
      }
    }
    return result;
  }

  /** A null that was written in the object, and about which the patch says nothing. */
  private static boolean isKeptNull(@Nullable Node before, Node after) {
    return after == before && after instanceof ScalarNode scalar && scalar.isWrittenNull();
  }
}
