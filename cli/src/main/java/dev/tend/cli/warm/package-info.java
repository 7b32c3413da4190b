/**
 * Commands that run in the sandbox's process, which is warm, rather than in a fresh one: the same
 * code, the same words, without the second that a Java process needs to get going.
 */
@NullMarked
package dev.tend.cli.warm;

import org.jspecify.annotations.NullMarked;
