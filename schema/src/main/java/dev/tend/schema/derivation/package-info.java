/**
 * Derives the built-in schemas while the module is built, from artifacts that publish Kubernetes'
 * types. No part of the module's jar.
 */
@NullMarked
package dev.tend.schema.derivation;

import org.jspecify.annotations.NullMarked;
