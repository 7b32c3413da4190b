@NullMarked
package dev.tend.sandbox.quota;

import org.jspecify.annotations.NullMarked;
