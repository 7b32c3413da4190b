/** The control loops: one class per kind that they look after. */
@NullMarked
package dev.tend.sandbox.controller;

import org.jspecify.annotations.NullMarked;
