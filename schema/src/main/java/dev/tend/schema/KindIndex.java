package dev.tend.schema;

import dev.tend.manifest.BundledLines;
import dev.tend.manifest.GroupVersionKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the index of built-in kinds. */
final class KindIndex {
  private KindIndex() {}

  /**
   * A line of the index.
   *
   * @param definition name of the definition that describes the kind
   * @param served whether a server serves it without being told to
   */
  record Entry(ResourceType type, String definition, boolean served) {}

  static SortedMap<GroupVersionKind, Entry> read(Function<String, FieldSchema> schemaOf) {
    var entries = new TreeMap<GroupVersionKind, Entry>();
    BundledLines.read(KindIndex.class, "kinds.tsv").stream()
        .map(line -> parse(line.split("\t", -1), schemaOf))
        .forEach(entry -> entries.put(entry.type().gvk(), entry));
    return entries;
  }

  private static Entry parse(String[] columns, Function<String, FieldSchema> schemaOf) {
    ResourceType type =
        new ResourceType(
            GroupVersionKind.of(columns[0], columns[1]),
            columns[2],
            columns[1].toLowerCase(Locale.ROOT),
            list(columns[4]),
            list(columns[5]),
            columns[3].equals("namespaced"),
            Set.copyOf(list(columns[6])),
            list(columns[7]),
            schemaOf.apply(columns[9]));
    return new Entry(type, columns[9], columns[8].equals("default"));
  }

  private static List<String> list(String column) {
    return column.equals("-") ? List.of() : Arrays.asList(column.split(","));
  }
}
