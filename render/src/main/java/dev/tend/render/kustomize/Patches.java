package dev.tend.render.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.merge.JsonPatch;
import dev.tend.render.kustomize.merge.StrategicMerge;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.Selector;
import dev.tend.render.kustomize.model.World;
import dev.tend.render.kustomize.transform.JsonPatching;
import dev.tend.render.kustomize.transform.StrategicPatch;
import dev.tend.render.kustomize.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads patches of all kinds. */
final class Patches {
  private final Root root;
  private final World world;
  private final ResourceReader reader;

  Patches(Root root, World world) {
    this.root = root;
    this.world = world;
    this.reader = new ResourceReader(world);
  }

  private StrategicMerge merge() {
    return new StrategicMerge(world.openApi());
  }

  /** An entry of {@code patches}: what it holds says of which kind it is. */
  Transformer either(Section entry) {
    SourceText text = text(entry, "patch");
    Optional<Selector> target = target(entry);
    List<Resource> strategic;
    BuildFailure noObjects;
    try {
      strategic = reader.read(text);
      noObjects = null;
    } catch (BuildFailure e) {
      strategic = List.of();
      noObjects = e;
    }
    if (noObjects == null) {
      if (strategic.isEmpty()) {
        return resources -> {};
      }
      Section options = entry.section("options");
      for (Resource patch : strategic) {
        patch
            .history()
            .allowChanges(options.flag("allowNameChange"), options.flag("allowKindChange"));
      }
      return new StrategicPatch(merge(), strategic, target, target.isPresent());
    }
    Optional<JsonPatch> json = jsonPatch(text);
    if (json.isEmpty()) {
      throw noObjects;
    }
    return new JsonPatching(json.get(), required(target, entry), true);
  }

  private static Selector required(Optional<Selector> target, Section entry) {
    return target.orElseThrow(
        () -> entry.wrong("target", "is missing: a JSON patch does not say what it changes"));
  }

  private static Optional<Selector> target(Section entry) {
    Section target = entry.section("target");
    return target.isPresent() ? Optional.of(Parts.selector(target)) : Optional.empty();
  }

  /** Of a JSON patch; empty where the text is none. */
  private static Optional<JsonPatch> jsonPatch(SourceText text) {
    YamlReader.Documents documents = YamlReader.readDocuments(text);
    if (documents.problems().stream().anyMatch(Problem::isError)
        || documents.documents().isEmpty()) {
      return Optional.empty();
    }
    JsonNode content = documents.documents().getFirst().content();
    return content.isArray() ? Optional.of(JsonPatch.from(content)) : Optional.empty();
  }

  /** An entry of the deprecated {@code patchesJson6902}. */
  Transformer json(Section entry, String inline) {
    SourceText text = text(entry, inline);
    Section target = entry.section("target");
    if (target.text("name").isEmpty()) {
      throw entry.wrong("target", "must say a name");
    }
    JsonPatch patch =
        jsonPatch(text)
            .filter(found -> !found.isEmpty())
            .orElseThrow(() -> new BuildFailure(text.name() + " holds no JSON patch"));
    return new JsonPatching(patch, Parts.selector(target), false);
  }

  private SourceText text(Section entry, String inline) {
    String path = entry.text("path");
    String patch = entry.text(inline).strip();
    if (path.isEmpty() == patch.isEmpty()) {
      throw entry.wrong(
          "path",
          path.isEmpty()
              ? "is missing: a patch stands in a file or in place"
              : "stands " + "with a patch in place: one of them is too many");
    }
    if (!path.isEmpty()) {
      return entry.located("path", () -> root.text(path));
    }
    return new SourceText(entry.origin().source().name(), entry.text(inline).strip());
  }

  /** The deprecated {@code patchesStrategicMerge}: files, or patches in place. */
  Transformer strategic(Section entries, String name) {
    List<Resource> patches = new ArrayList<>();
    entries.locatedEach(name, item -> patches.addAll(objects(item, entries.origin())));
    return strategic(patches);
  }

  Transformer strategic(List<Resource> patches) {
    if (patches.isEmpty()) {
      throw new BuildFailure("The patches are empty");
    }
    return new StrategicPatch(merge(), patches, Optional.empty(), true);
  }

  List<Resource> objects(String item, Origin origin) {
    if (item.indexOf('\n') >= 0 || item.indexOf(':') >= 0) {
      try {
        return reader.read(new SourceText(origin.source().name(), item));
      } catch (BuildFailure e) {
        if (item.indexOf('\n') >= 0) {
          throw e;
        }
      }
    }
    return reader.read(root.text(item));
  }
}
