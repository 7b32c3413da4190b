package dev.tend.schema;

import dev.tend.manifest.Manifest;

/** Says whether a manifest is one that a server of the catalog's version would accept. */
public final class ManifestValidator {
  private final SchemaCatalog catalog;

  public ManifestValidator(SchemaCatalog catalog) {
    this.catalog = catalog;
  }

  public Verdict validate(Manifest manifest) {
    throw new UnsupportedOperationException(catalog + " " + manifest);
  }
}
