/** Git sources and the reconcile loop; knows git, not Kubernetes. */
@NullMarked
package dev.tend.sync;

import org.jspecify.annotations.NullMarked;
