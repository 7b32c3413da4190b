/** The control plane's own certificate authority. */
@NullMarked
package dev.tend.sandbox.tls;

import org.jspecify.annotations.NullMarked;
