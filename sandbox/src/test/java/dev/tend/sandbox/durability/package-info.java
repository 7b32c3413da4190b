/** What stays of a sandbox when its process ends, and who can read it. */
@NullMarked
package dev.tend.sandbox.durability;

import org.jspecify.annotations.NullMarked;
