/** An in-process Kubernetes control plane. */
@NullMarked
package dev.tend.sandbox;

import org.jspecify.annotations.NullMarked;
