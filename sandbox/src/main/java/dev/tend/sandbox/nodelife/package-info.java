/** What becomes of nodes whose kubelets are silent, and of the pods on them. */
@NullMarked
package dev.tend.sandbox.nodelife;

import org.jspecify.annotations.NullMarked;
