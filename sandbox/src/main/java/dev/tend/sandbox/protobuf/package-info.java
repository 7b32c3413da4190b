/** The binary form of objects, which some clients send. */
@NullMarked
package dev.tend.sandbox.protobuf;

import org.jspecify.annotations.NullMarked;
