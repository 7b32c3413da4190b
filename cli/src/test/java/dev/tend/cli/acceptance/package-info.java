/** Tests of the packaged launcher: stdout, stderr, exit code. */
@NullMarked
package dev.tend.cli.acceptance;

import org.jspecify.annotations.NullMarked;
