package dev.tend.render;

import java.net.URI;
import java.nio.file.Path;

/** Where manifests come from. */
public sealed interface Source {
  /** As the user named it. */
  String name();

  /** YAML and JSON files: one, or all below a folder. */
  record PlainFiles(String name, Path path) implements Source {}

  /** Standard input. */
  record Stdin(String name) implements Source {}

  /** A document on the web. */
  record Web(String name, URI uri) implements Source {}

  /** A folder with a kustomization file. */
  record Kustomization(String name, Path folder) implements Source {}

  /** A folder with a Chart.yaml. */
  record Chart(String name, Path folder) implements Source {}

  /** A folder with a tend.yaml, or that file. */
  record App(String name, Path file) implements Source {}
}
