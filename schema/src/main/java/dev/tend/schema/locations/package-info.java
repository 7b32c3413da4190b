/** Schemas that users keep elsewhere: CRDs and JSON Schemas in files, folders and on the web. */
@NullMarked
package dev.tend.schema.locations;

import org.jspecify.annotations.NullMarked;
