/** Programs that talk to the sandbox with clients that they use for real clusters. */
@NullMarked
package dev.tend.sandbox.clients;

import org.jspecify.annotations.NullMarked;
