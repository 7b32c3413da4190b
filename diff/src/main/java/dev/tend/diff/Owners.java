package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.ManagedFields;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an object tells of those who write it. */
final class Owners {
  private Owners() {}

  /**
   * When a manager last changed the part of the object that a field belongs to; null where the
   * object doesn't tell.
   *
   * @param field as servers spell it
   */
  static @Nullable Instant lastWrite(ObjectNode object, String manager, String field) {
    return entries(object).stream()
        .filter(entry -> entry.manager().name().equals(manager))
        .filter(entry -> owns(entry, field))
        .flatMap(entry -> entry.time().stream())
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static boolean owns(ManagedFields.Entry entry, String field) {
    String plain = field.replace("\"", "");
    return entry.fields().paths().stream().anyMatch(path -> path.toString().equals(plain));
  }

  private static List<ManagedFields.Entry> entries(ObjectNode object) {
    try {
      return ManagedFields.of(object).entries();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
