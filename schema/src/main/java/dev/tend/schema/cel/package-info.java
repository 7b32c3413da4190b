/** Kubernetes CEL: rules that CRDs and admission policies carry, compiled and run over trees. */
@NullMarked
package dev.tend.schema.cel;

import org.jspecify.annotations.NullMarked;
