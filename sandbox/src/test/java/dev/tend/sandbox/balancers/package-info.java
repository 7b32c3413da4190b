/** Addresses of load balancers. */
@NullMarked
package dev.tend.sandbox.balancers;

import org.jspecify.annotations.NullMarked;
