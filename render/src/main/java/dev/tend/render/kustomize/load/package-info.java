/** Where the files of a build come from. */
@NullMarked
package dev.tend.render.kustomize.load;

import org.jspecify.annotations.NullMarked;
