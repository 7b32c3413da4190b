@NullMarked
package dev.tend.schema.policy;

import org.jspecify.annotations.NullMarked;
