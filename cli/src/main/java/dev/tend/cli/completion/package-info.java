/** Shell completion and man pages, written from the commands themselves. */
@NullMarked
package dev.tend.cli.completion;

import org.jspecify.annotations.NullMarked;
