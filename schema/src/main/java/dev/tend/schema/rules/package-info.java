/**
 * What a server refuses of built-in kinds though their schemas allow it, as tables of rules: a
 * field's rule is found by its path. Messages are the server's.
 */
@NullMarked
package dev.tend.schema.rules;

import org.jspecify.annotations.NullMarked;
