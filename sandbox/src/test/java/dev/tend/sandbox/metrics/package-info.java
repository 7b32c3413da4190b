@NullMarked
package dev.tend.sandbox.metrics;

import org.jspecify.annotations.NullMarked;
