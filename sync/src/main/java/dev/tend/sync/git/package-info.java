/** Repositories: fetching a ref, and laying its files out in folders. */
@NullMarked
package dev.tend.sync.git;

import org.jspecify.annotations.NullMarked;
