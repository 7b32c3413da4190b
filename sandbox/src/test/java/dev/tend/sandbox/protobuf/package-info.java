/** Tests. */
@NullMarked
package dev.tend.sandbox.protobuf;

import org.jspecify.annotations.NullMarked;
