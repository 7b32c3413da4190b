/** HTTP on loopback: requests in, responses and streams out, and who may ask. */
@NullMarked
package dev.tend.sandbox.http;

import org.jspecify.annotations.NullMarked;
