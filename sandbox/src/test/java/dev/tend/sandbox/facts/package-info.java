/** Answers of a real server, and whether the sandbox gives the same ones. */
@NullMarked
package dev.tend.sandbox.facts;

import org.jspecify.annotations.NullMarked;
