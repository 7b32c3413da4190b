@NullMarked
package dev.tend.sandbox.faults;

import org.jspecify.annotations.NullMarked;
