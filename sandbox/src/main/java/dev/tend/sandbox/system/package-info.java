/** What the cluster itself keeps in order: its first objects, its definitions, its namespaces. */
@NullMarked
package dev.tend.sandbox.system;

import org.jspecify.annotations.NullMarked;
