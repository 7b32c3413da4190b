/** The object model and YAML reading and writing: everything the stages share. */
@NullMarked
package dev.tend.manifest;

import org.jspecify.annotations.NullMarked;
