package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * One committed change.
 *
 * @param object as it is now, or as it was last where it is gone; its resourceVersion is that of
 *     the change
 * @param previous as it was before, or null where the change created it
 */
public record StoredChange(
    long revision,
    ObjectApi.ObjectEvent.Type type,
    ResourceId id,
    ObjectNode object,
    @Nullable ObjectNode previous) {}
