@NullMarked
package dev.tend.sandbox.access;

import org.jspecify.annotations.NullMarked;
