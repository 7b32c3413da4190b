package dev.tend.render.kustomize;

import dev.tend.render.kustomize.model.Gvk;
import dev.tend.render.kustomize.model.ResId;

/** A value that stands for {@code $(NAME)}: a field of an object. */
record Var(String name, ResId object, String fieldPath) {
  static Var from(Section section) {
    Section object = section.section("objref");
    String apiVersion = object.text("apiVersion");
    Gvk gvk = Parts.gvk(object);
    if (!apiVersion.isEmpty()) {
      Gvk said = Gvk.of(apiVersion, gvk.kind());
      String group = said.group().isEmpty() ? gvk.group() : said.group();
      gvk = new Gvk(group, said.version(), gvk.kind());
    }
    String path = section.section("fieldref").text("fieldPath");
    return new Var(
        section.text("name"),
        new ResId(gvk, object.text("name"), object.text("namespace"), false),
        path.isEmpty() ? "metadata.name" : path);
  }

  boolean means(ResId id) {
    return object.namespace().isEmpty() ? object.isNamesake(id) : object.means(id);
  }
}
