/** Which folders of a checkout are apps. */
@NullMarked
package dev.tend.sync.app;

import org.jspecify.annotations.NullMarked;
