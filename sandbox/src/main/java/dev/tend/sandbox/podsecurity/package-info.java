/** The pod security standards: what pods of a namespace may ask of their node. */
@NullMarked
package dev.tend.sandbox.podsecurity;

import org.jspecify.annotations.NullMarked;
