/** What the control plane remembers: objects, versions, and who watches. */
@NullMarked
package dev.tend.sandbox.store;

import org.jspecify.annotations.NullMarked;
