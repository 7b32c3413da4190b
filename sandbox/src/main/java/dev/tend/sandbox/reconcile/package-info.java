/** What controllers, scheduler and kubelets share: key queues, time, and reading of objects. */
@NullMarked
package dev.tend.sandbox.reconcile;

import org.jspecify.annotations.NullMarked;
