/** A control plane as other versions of Kubernetes. */
@NullMarked
package dev.tend.sandbox.versions;

import org.jspecify.annotations.NullMarked;
