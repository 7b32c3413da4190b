package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * One field that differs.
 *
 * @param before null where the field appears
 * @param after null where it goes
 */
public record FieldChange(FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after) {}
