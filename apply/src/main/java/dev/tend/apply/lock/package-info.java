/** Who is at work on an app, so that two never are. */
@NullMarked
package dev.tend.apply.lock;

import org.jspecify.annotations.NullMarked;
