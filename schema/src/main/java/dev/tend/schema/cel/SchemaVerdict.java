package dev.tend.schema.cel;

import dev.tend.schema.structural.FieldFault;
import java.util.List;

/**
 * What rules say of an object.
 *
 * @param faults what they refuse
 * @param warnings what they would refuse, had it not been so before
 */
public record SchemaVerdict(List<FieldFault> faults, List<FieldFault> warnings) {
  public static final SchemaVerdict FINE = new SchemaVerdict(List.of(), List.of());

  public SchemaVerdict {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }
}
