/**
 * What people ask of manifests beyond what servers do: sets of policies, and rules of their own.
 */
@NullMarked
package dev.tend.schema.policy;

import org.jspecify.annotations.NullMarked;
