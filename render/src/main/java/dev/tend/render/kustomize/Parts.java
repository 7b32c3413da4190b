package dev.tend.render.kustomize;

import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Gvk;
import dev.tend.render.kustomize.model.LabelSelector;
import dev.tend.render.kustomize.model.ResId;
import dev.tend.render.kustomize.model.Selector;
import dev.tend.render.kustomize.transform.ImageSetter;
import dev.tend.render.kustomize.transform.Replacement;
import java.util.List;
import java.util.Optional;

/** Reads what several kinds of configuration have in common. */
final class Parts {
  private static final String NAME = "metadata.name";

  private Parts() {}

  static Gvk gvk(Section section) {
    return new Gvk(section.text("group"), section.text("version"), section.text("kind"));
  }

  static FieldSpec fieldSpec(Section section) {
    return new FieldSpec(gvk(section), section.text("path"), section.flag("create"));
  }

  static List<FieldSpec> fieldSpecs(Section section, String name) {
    return section.sections(name).stream().map(Parts::fieldSpec).toList();
  }

  static Selector selector(Section section) {
    return new Selector(
        gvk(section),
        section.text("name"),
        section.text("namespace"),
        labels(section, "labelSelector"),
        labels(section, "annotationSelector"));
  }

  private static LabelSelector labels(Section section, String name) {
    return section.located(name, () -> LabelSelector.parse(section.text(name)));
  }

  static ImageSetter.Change image(Section section) {
    return new ImageSetter.Change(
        section.text("name"),
        section.text("newName"),
        section.text("newTag"),
        section.text("tagSuffix"),
        section.text("digest"));
  }

  static Replacement replacement(Section section) {
    Section source = section.section("source");
    boolean valued = section.has("sourceValue");
    if (source.isPresent() == valued || !section.has("targets")) {
      throw section.wrong(
          "source", "is missing or stands twice: a replacement has a source and targets");
    }
    return new Replacement(
        source.isPresent() ? Optional.of(source(source)) : Optional.empty(),
        valued ? Optional.of(section.text("sourceValue")) : Optional.empty(),
        section.sections("targets").stream().map(Parts::target).toList());
  }

  private static Replacement.Source source(Section section) {
    String path = section.text("fieldPath");
    return new Replacement.Source(
        new ResId(gvk(section), section.text("name"), section.text("namespace"), false),
        path.isEmpty() ? NAME : path,
        options(section.section("options")));
  }

  private static Replacement.Target target(Section section) {
    Section select = section.section("select");
    if (!select.isPresent()) {
      throw section.wrong("select", "is missing: a target selects objects");
    }
    List<String> paths = section.texts("fieldPaths");
    return new Replacement.Target(
        selector(select),
        section.sections("reject").stream().map(Parts::selector).toList(),
        paths.isEmpty() ? List.of(NAME) : paths,
        options(section.section("options")));
  }

  private static Replacement.Options options(Section section) {
    return new Replacement.Options(
        section.text("delimiter"),
        Math.toIntExact(section.number("index")),
        section.flag("create"));
  }
}
