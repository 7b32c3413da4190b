/** What the server adds to objects, and refuses, because of other objects that there are. */
@NullMarked
package dev.tend.sandbox.admission;

import org.jspecify.annotations.NullMarked;
