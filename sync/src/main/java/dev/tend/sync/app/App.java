package dev.tend.sync.app;

import java.nio.file.Path;

/**
 * A folder of a checkout that is reconciled as one.
 *
 * @param path relative to the repository's root with forward slashes, empty for the root
 * @param folder the same in the checkout
 */
public record App(String name, String path, Path folder) {}
