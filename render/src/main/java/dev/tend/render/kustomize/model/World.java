package dev.tend.render.kustomize.model;

/** What all objects of one build share: what is known of kinds, and how often ids changed. */
public final class World {
  private final OpenApi openApi;
  private long idChanges;

  public World(OpenApi openApi) {
    this.openApi = openApi;
  }

  public OpenApi openApi() {
    return openApi;
  }

  void idChanged() {
    idChanges++;
  }

  /** Grows whenever an object's id changes, so that indexes know when they are old. */
  long idChanges() {
    return idChanges;
  }
}
