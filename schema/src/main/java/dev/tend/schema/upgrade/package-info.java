/** Rewrites manifests of API versions that are gone into those that took their place. */
@NullMarked
package dev.tend.schema.upgrade;

import org.jspecify.annotations.NullMarked;
