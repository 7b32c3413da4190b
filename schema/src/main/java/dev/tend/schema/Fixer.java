package dev.tend.schema;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceLocation;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.schema.upgrade.Outcome;
import dev.tend.schema.upgrade.TextUpgrade;
import dev.tend.schema.upgrade.Upgrades;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rewrites texts so that their objects are of API versions that a version of Kubernetes serves. */
public final class Fixer {
  private final KubernetesVersion version;
  private final BuiltInCatalog catalog;
  private final RemovedKinds removed;

  public Fixer(KubernetesVersion version) {
    this.version = version;
    this.catalog = BuiltInSchemas.load(version.builtIn());
    this.removed = RemovedKinds.read(version);
  }

  /**
   * An object that was rewritten, or that couldn't be.
   *
   * @param message what was done, or why it couldn't be
   */
  public record Note(SourceLocation location, String message) {}

  /** What a text comes to. */
  public record Fix(SourceText source, String text, List<Note> done, List<Note> refused) {
    public Fix {
      done = List.copyOf(done);
      refused = List.copyOf(refused);
    }

    public boolean changes() {
      return !text.equals(source.text());
    }
  }

  /** All that can be done without deciding anything. */
  public Fix fix(SourceText source) {
    List<Note> done = new ArrayList<>();
    List<Note> refused = new ArrayList<>();
    SourceText current = source;
    List<Manifest> manifests = YamlReader.read(source).manifests();
    for (int i = 0; i < manifests.size(); i++) {
      Manifest manifest = manifests.get(i);
      Optional<String> replacement = replacement(manifest.type());
      if (replacement.isEmpty()) {
        continue;
      }
      SourceLocation place = manifest.origin().locate(FieldPath.of("apiVersion"));
      String what = manifest.apiVersion() + " " + manifest.id().kind() + " " + manifest.id().name();
      switch (Upgrades.of(manifest.content(), replacement.get())) {
        case Outcome.Refused(String reason) -> refused.add(new Note(place, what + ": " + reason));
        case Outcome.Rewritten rewritten -> {
          Optional<String> text =
              TextUpgrade.apply(
                  current, new TextUpgrade.Replacement(manifest, rewritten.content()));
          if (text.isPresent()) {
            current = new SourceText(source.name(), text.get());
            manifests = YamlReader.read(current).manifests();
            done.add(new Note(place, what + " is " + replacement.get() + " now"));
            rewritten.notes().forEach(note -> done.add(new Note(place, note)));
          } else {
            refused.add(
                new Note(
                    place,
                    what + ": its text is shared by anchors, so it can't be rewritten in place"));
          }
        }
      }
    }
    return new Fix(source, current.text(), done, refused);
  }

  /** The apiVersion to use in place of one that is gone or going; empty text for none. */
  private Optional<String> replacement(GroupVersionKind gvk) {
    Optional<String> gone = removed.removed(gvk).map(RemovedKinds.Removed::replacement);
    if (gone.isPresent()) {
      return gone;
    }
    return History.known()
        .life(catalog.definition(gvk))
        .filter(life -> !life.deprecated().isEmpty() && !life.replacement().isEmpty())
        .filter(life -> KubernetesVersion.parse(life.deprecated()).compareTo(version) <= 0)
        .map(History.Life::replacement)
        .filter(
            apiVersion -> catalog.find(GroupVersionKind.of(apiVersion, gvk.kind())).isPresent());
  }
}
