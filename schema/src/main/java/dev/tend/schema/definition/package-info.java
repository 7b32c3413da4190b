/** What servers refuse of CustomResourceDefinitions. */
@NullMarked
package dev.tend.schema.definition;

import org.jspecify.annotations.NullMarked;
