/** Who asks, and what they may do: tokens, impersonation, and role-based access control. */
@NullMarked
package dev.tend.sandbox.access;

import org.jspecify.annotations.NullMarked;
