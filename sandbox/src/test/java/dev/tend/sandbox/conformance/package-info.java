/** Transcripts of kubectl against a real server, played against the sandbox. */
@NullMarked
package dev.tend.sandbox.conformance;

import org.jspecify.annotations.NullMarked;
