@NullMarked
package dev.tend.sandbox.policy;

import org.jspecify.annotations.NullMarked;
