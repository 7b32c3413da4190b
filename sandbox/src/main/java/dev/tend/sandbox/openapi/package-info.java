/** The OpenAPI documents of what is served. */
@NullMarked
package dev.tend.sandbox.openapi;

import org.jspecify.annotations.NullMarked;
