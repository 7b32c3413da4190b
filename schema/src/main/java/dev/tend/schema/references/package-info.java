/** Whether the objects of one set fit together: what they name is there, and what they select. */
@NullMarked
package dev.tend.schema.references;

import org.jspecify.annotations.NullMarked;
