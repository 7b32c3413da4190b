/** What the server says of itself: groups, versions, resources. */
@NullMarked
package dev.tend.sandbox.discovery;

import org.jspecify.annotations.NullMarked;
