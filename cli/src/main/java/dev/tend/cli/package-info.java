/** Commands and the pipeline they run. */
@NullMarked
package dev.tend.cli;

import org.jspecify.annotations.NullMarked;
