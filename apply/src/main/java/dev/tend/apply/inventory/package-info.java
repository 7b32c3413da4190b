/** What an app consists of: ownership, the inventory, and what may be pruned. */
@NullMarked
package dev.tend.apply.inventory;

import org.jspecify.annotations.NullMarked;
