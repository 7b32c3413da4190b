package dev.tend.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The kinds of tend's own files, which no server serves. Their schemas are published as files. */
final class TendKinds {
  static final String GROUP = "tend.dev";

  private static final String VERSION = "v1alpha1";
  private static final List<String> KINDS = List.of("App", "Sync");

  private final FieldSchemas fields;

  TendKinds(FieldSchemas fields) {
    this.fields = fields;
  }

  List<ResourceType> types() {
    return KINDS.stream().map(this::type).toList();
  }

  Optional<ObjectNode> jsonSchema(GroupVersionKind gvk) {
    boolean known =
        gvk.group().equals(GROUP) && gvk.version().equals(VERSION) && KINDS.contains(gvk.kind());
    return known ? Optional.of(read(gvk.kind())) : Optional.empty();
  }

  private ResourceType type(String kind) {
    String singular = kind.toLowerCase(Locale.ROOT);
    return new ResourceType(
        new GroupVersionKind(GROUP, VERSION, kind),
        singular + "s",
        singular,
        List.of(),
        List.of(),
        false,
        Set.of(),
        List.of(),
        new StructView(fields, "", () -> read(kind), FieldSchema.Facts.NONE));
  }

  private static ObjectNode read(String kind) {
    String resource = VERSION + "/" + kind.toLowerCase(Locale.ROOT) + ".schema.json";
    try (InputStream in =
        Objects.requireNonNull(TendKinds.class.getResourceAsStream(resource), resource)) {
      byte[] text = in.readAllBytes();
      return JsonText.read(text, 0, text.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
