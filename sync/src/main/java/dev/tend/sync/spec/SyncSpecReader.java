package dev.tend.sync.spec;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the fields of a Sync. */
final class SyncSpecReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Fields root;
  private final Path base;

  SyncSpecReader(Fields root, Path base) {
    this.root = root;
    this.base = base;
  }

  Optional<SyncSpec> read() {
    root.only("apiVersion", "kind", "metadata", "spec");
    if (root.node().path("metadata").path("name").isMissingNode()) {
      root.missing("metadata", "the Sync's name: metadata: {name: prod}");
    }
    Optional<String> name = root.object("metadata").flatMap(SyncSpecReader::name);
    Optional<Fields> read = root.object("spec");
    if (read.isEmpty()) {
      root.missing("spec", "it says what to follow: git and apps");
      return Optional.empty();
    }
    Fields spec = read.get().only("git", "interval", "apps", "drift");
    if (!spec.has("git")) {
      spec.missing("git", "the repository to follow: git: {url: ...}");
    }
    Optional<GitSpec> git =
        spec.object("git").flatMap(fields -> new GitSpecReader(fields, base).read());
    Duration interval = spec.duration("interval").orElse(SyncSpec.DEFAULT_INTERVAL);
    List<AppPattern> apps = apps(spec);
    SyncSpec.Drift drift = drift(spec.object("drift"), interval);
    if (name.isEmpty() || git.isEmpty() || apps.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new SyncSpec(name.get(), git.get(), interval, apps, drift));
  }

  private static Optional<String> name(Fields metadata) {
    metadata.only("name", "labels", "annotations");
    Optional<String> name = metadata.text("name");
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      metadata.error(
          "name",
          "sync/name",
          "name is no DNS label: " + name.get(),
          "lower-case letters, digits and dashes, at most 63");
    }
    return name;
  }

  private static SyncSpec.Drift drift(Optional<Fields> drift, Duration interval) {
    if (drift.isEmpty()) {
      return new SyncSpec.Drift(false, interval);
    }
    Fields fields = drift.get().only("correct", "interval");
    return new SyncSpec.Drift(
        fields.flag("correct").orElse(false), fields.duration("interval").orElse(interval));
  }

  private static List<AppPattern> apps(Fields spec) {
    List<AppPattern> patterns = new ArrayList<>();
    List<Fields> items = spec.objects("apps");
    if (items.isEmpty() && (!spec.has("apps") || spec.node().path("apps").isArray())) {
      spec.missing("apps", "which folders are apps: apps: [{path: apps/*}]");
    }
    for (Fields item : items) {
      item.only("path");
      Optional<String> path = item.text("path");
      if (path.isEmpty() && !item.has("path")) {
        item.missing("path", "a folder or a glob: apps/*");
      }
      path.filter(text -> fits(item, text)).map(AppPattern::new).ifPresent(patterns::add);
    }
    return patterns;
  }

  private static boolean fits(Fields item, String path) {
    String fault = "";
    if (path.startsWith("/") || path.contains("\\")) {
      fault = "start at the repository's root, with forward slashes: apps/*";
    } else if (List.of(path.split("/")).contains("..")) {
      fault = "a path cannot leave the repository";
    } else {
      try {
        FileSystems.getDefault().getPathMatcher("glob:" + path);
      } catch (PatternSyntaxException failure) {
        fault = failure.getDescription();
      }
    }
    if (!fault.isEmpty()) {
      item.error("path", "sync/path", "path is no pattern of folders: " + path, fault);
    }
    return fault.isEmpty();
  }
}
