@NullMarked
package dev.tend.sandbox.system;

import org.jspecify.annotations.NullMarked;
