package dev.tend.apply;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The types that a server serves, in its own order: of two that a word may mean the first is meant,
 * of two versions the preferred one stands first. Their schemas aren't known yet.
 *
 * @param unavailable group versions that the server couldn't tell about
 */
record ServedTypes(List<ResourceType> types, List<String> unavailable) {
  ServedTypes {
    types = List.copyOf(types);
    unavailable = List.copyOf(unavailable);
  }

  Optional<ResourceType> find(GroupVersionKind gvk) {
    return first(type -> type.gvk().equals(gvk));
  }

  /** The kind at the version that the server prefers. */
  Optional<ResourceType> find(String group, String kind) {
    return first(type -> type.gvk().group().equals(group) && type.gvk().kind().equals(kind));
  }

  /**
   * The type that a word means: plural, singular, short name or kind in any case, alone or with its
   * group ({@code deployments.apps}) or version and group ({@code deployments.v1.apps}).
   */
  Optional<ResourceType> resolve(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    if (dot < 0) {
      return named(lower, type -> true);
    }
    String name = lower.substring(0, dot);
    String rest = lower.substring(dot + 1);
    // A group may look like a version and a group, so the longer reading comes first.
    return named(name, type -> type.gvk().group().equals(rest))
        .or(() -> named(name, type -> versionAndGroup(type.gvk()).equals(rest)));
  }

  private static String versionAndGroup(GroupVersionKind gvk) {
    return gvk.group().isEmpty() ? gvk.version() : gvk.version() + "." + gvk.group();
  }

  private Optional<ResourceType> named(String name, Predicate<ResourceType> wanted) {
    return Stream.<Predicate<ResourceType>>of(
            type -> type.plural().equals(name),
            type -> type.singular().equals(name),
            type -> type.shortNames().contains(name),
            type -> type.gvk().kind().toLowerCase(Locale.ROOT).equals(name))
        .map(reading -> first(wanted.and(reading)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<ResourceType> first(Predicate<ResourceType> wanted) {
    return types.stream().filter(wanted).findFirst();
  }
}
