package dev.tend.sandbox.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a manager owns. They are half of what is sent of most objects, and the same for
 * many: what they look like is remembered.
 */
final class CompactFieldSet extends CompactObject {
  private static final long serialVersionUID = 1;

  private transient volatile @Nullable String json;

  CompactFieldSet(CompactFields fields) {
    super(fields);
  }

  /** Whether these very fields are owned, or the same. */
  boolean isSameAs(CompactFields others) {
    return asMap() instanceof CompactFields own && own.are(others);
  }

  @Override
  public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
    if (!(out instanceof UTF8JsonGenerator)) {
      super.serialize(out, provider);
      return;
    }
    String text = json;
    if (text == null) {
      text = toString();
      json = text;
    }
    out.writeRawValue(text);
  }
}
