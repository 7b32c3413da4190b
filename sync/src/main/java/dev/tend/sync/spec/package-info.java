/** What a Sync file says, read strictly. */
@NullMarked
package dev.tend.sync.spec;

import org.jspecify.annotations.NullMarked;
