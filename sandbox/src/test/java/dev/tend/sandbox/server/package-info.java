/** Tests. */
@NullMarked
package dev.tend.sandbox.server;

import org.jspecify.annotations.NullMarked;
