/** Addresses for services of type LoadBalancer, by rule: what a cloud's controller would do. */
@NullMarked
package dev.tend.sandbox.balancers;

import org.jspecify.annotations.NullMarked;
