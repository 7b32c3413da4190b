package dev.tend.schema.cel;

import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named formats. */
final class FormatLibrary {
  private FormatLibrary() {}

  static List<Function> functions() {
    Map<String, NamedFormat> formats = NamedFormat.all();
    List<Function> all = new ArrayList<>();
    formats.forEach(
        (name, format) ->
            all.add(
                Function.global(
                    "format." + name, "format." + name, Opaque.FORMAT, List.of(), a -> format)));
    all.add(
        Function.member(
            "validate",
            "format-validate",
            OptionalType.create(ListType.create(SimpleType.STRING)),
            List.of(Opaque.FORMAT, SimpleType.STRING),
            a -> ((NamedFormat) a[0]).validate((String) a[1])));
    all.add(
        Function.global(
            "format.named",
            "format-named",
            OptionalType.create(Opaque.FORMAT),
            List.of(SimpleType.STRING),
            a -> Optional.ofNullable(formats.get((String) a[0]))));
    return all;
  }
}
