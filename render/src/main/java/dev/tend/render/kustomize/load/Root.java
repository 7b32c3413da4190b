package dev.tend.render.kustomize.load;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.SourceText;
import dev.tend.render.kustomize.model.BuildFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The folder of a kustomization: its files are read from here, and no others. */
public final class Root {
  static final int MOST_BYTES = 64 * 1024 * 1024;
  private static final int DEEPEST = 200;

  private final Path folder;
  private final Path shown;
  private final boolean restricted;
  private final Optional<Root> referrer;
  private final Optional<Repository> repository;
  private final Optional<Path> boundary;
  private final Remotes remotes;
  private final Budget budget;

  /** A checkout of a remote repository. */
  private record Repository(RepositoryUrl url, Path folder) {}

  private Root(
      Path folder,
      Path shown,
      boolean restricted,
      Optional<Root> referrer,
      Optional<Repository> repository,
      Optional<Path> boundary,
      Remotes remotes,
      Budget budget) {
    this.folder = folder;
    this.shown = shown;
    this.restricted = restricted;
    this.referrer = referrer;
    this.repository = repository;
    this.boundary = boundary;
    this.remotes = remotes;
    this.budget = budget;
  }

  /**
   * The folder that is built.
   *
   * @param shown what messages call it
   * @param restricted whether files outside of it are refused
   * @param boundary the real path that neither files nor bases may be outside of
   */
  public static Root of(
      Path folder, String shown, boolean restricted, Optional<Path> boundary, Remotes remotes) {
    try {
      return new Root(
          folder.toRealPath(),
          Path.of(shown),
          restricted,
          Optional.empty(),
          Optional.empty(),
          boundary,
          remotes,
          new Budget());
    } catch (IOException e) {
      throw new KnownFailure("Reading " + shown + ": " + reason(e), "", e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** As the user would name it. */
  public String shown() {
    return shown.toString().isEmpty() ? "." : shown.toString();
  }

  /** How messages name one of its files. */
  public String shown(String path) {
    try {
      return Path.of(path).isAbsolute() ? path : shown.resolve(path).normalize().toString();
    } catch (InvalidPathException e) {
      return path;
    }
  }

  /** Whether it is part of a remote repository. */
  public boolean isRemote() {
    return containingRepository().isPresent();
  }

  public boolean holds(String name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  /** The text of a file, or of a web address. */
  public SourceText text(String path) {
    if (Remotes.isWeb(path)) {
      return fetched(() -> remotes.fetch(path));
    }
    String name = shown(path);
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(path))).toString();
      return new SourceText(name, text);
    } catch (CharacterCodingException e) {
      throw new BuildFailure(name + " is no text in UTF-8");
    }
  }

  /** The content of a file, or of a web address. */
  public byte[] bytes(String path) {
    if (Remotes.isWeb(path)) {
      return fetched(() -> remotes.fetch(path)).text().getBytes(StandardCharsets.UTF_8);
    }
    Path file = file(path);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BuildFailure(
            shown(path) + " is larger than " + MOST_BYTES / 1024 / 1024 + " MiB",
            "Nothing of that size can be applied to a cluster");
      }
      budget.take(bytes.length);
      return bytes;
    } catch (IOException e) {
      throw new BuildFailure(shown(path) + " can't be read: " + reason(e));
    }
  }

  /** A file's real place, if it may be read. */
  public Path file(String path) {
    Path file = real(path);
    refuseOutside(file, path);
    if (Files.isDirectory(file)) {
      throw new BuildFailure(shown(path) + " is a folder, and a file is needed");
    }
    if (!Files.isRegularFile(file)) {
      throw new BuildFailure(shown(path) + " is no regular file");
    }
    if (restricted && !file.startsWith(folder)) {
      throw new BuildFailure(
          shown(path) + " is not in or below " + shown() + ", the kustomization's folder",
          "Move the file, or build with --load-restrictor LoadRestrictionsNone");
    }
    return file;
  }

  private Path real(String path) {
    try {
      return folder.resolve(path).toRealPath();
    } catch (FileSystemLoopException e) {
      throw new BuildFailure(shown(path) + " is a link that leads in a circle");
    } catch (IOException e) {
      throw new BuildFailure(shown(path) + " does not exist", nearMiss(path));
    } catch (InvalidPathException e) {
      throw new BuildFailure("`" + path + "` is no path");
    }
  }

  private void refuseOutside(Path real, String path) {
    if (boundary.isPresent() && !real.startsWith(boundary.get())) {
      throw new BuildFailure(
          shown(path) + " leads out of " + boundary.get(), "Copy what is needed to a place in it");
    }
  }

  private String nearMiss(String path) {
    Path missing = folder.resolve(path).normalize();
    Path parent = missing.getParent();
    Path name = missing.getFileName();
    if (parent == null || name == null || !Files.isDirectory(parent)) {
      return "";
    }
    try (Stream<Path> entries = Files.list(parent)) {
      List<String> names = entries.map(Path::getFileName).map(String::valueOf).sorted().toList();
      return NearMiss.hint(name.toString(), names);
    } catch (IOException e) {
      return "";
    }
  }

  /** The root of a base or component: a folder, or one in a remote repository. */
  public Root enter(String path) {
    if (path.isEmpty()) {
      throw new BuildFailure("The path of a base is empty");
    }
    Optional<RepositoryUrl> url = RepositoryUrl.parse(path);
    if (url.isPresent()) {
      return remote(url.get());
    }
    if (Remotes.isWeb(path)) {
      throw new BuildFailure(path + " is no manifest, and no git repository");
    }
    if (Path.of(path).isAbsolute()) {
      throw new BuildFailure(
          "The base " + path + " is an absolute path", "Name it relative to " + shown());
    }
    Path base = real(path);
    refuseOutside(base, path);
    if (!Files.isDirectory(base)) {
      throw new BuildFailure(shown(path) + " is a file, and a folder is needed");
    }
    Optional<Repository> around = containingRepository();
    if (around.isPresent() && !base.startsWith(around.get().folder())) {
      throw new BuildFailure(
          "The base " + path + " leads out of the repository " + around.get().url().text());
    }
    int depth = 0;
    for (Optional<Root> at = Optional.of(this); at.isPresent(); at = at.get().referrer) {
      if (++depth > DEEPEST) {
        throw new BuildFailure("Bases stand in bases more than " + DEEPEST + " deep");
      }
      if (at.get().folder.startsWith(base)) {
        throw new BuildFailure(
            "The base " + path + " holds " + at.get().shown() + ", which needs it: a cycle",
            "A base can't be the folder of an overlay, or around it");
      }
    }
    return new Root(
        base,
        shown.resolve(path).normalize(),
        restricted,
        Optional.of(this),
        Optional.empty(),
        boundary,
        remotes,
        budget);
  }

  private Optional<Repository> containingRepository() {
    return repository.isPresent() ? repository : referrer.flatMap(Root::containingRepository);
  }

  /** Says who asked for what can't be had. */
  private <T> T fetched(Supplier<T> fetch) {
    try {
      return fetch.get();
    } catch (KnownFailure e) {
      throw new KnownFailure("Building " + shown() + ": " + e.message(), e.hint(), e);
    }
  }

  private Root remote(RepositoryUrl url) {
    for (Optional<Root> at = Optional.of(this); at.isPresent(); at = at.get().referrer) {
      if (at.get()
          .repository
          .filter(known -> known.url().text().startsWith(url.text()))
          .isPresent()) {
        throw new BuildFailure("The repository " + url.text() + " needs itself: a cycle");
      }
    }
    Path checkout = fetched(() -> remotes.checkout(url));
    try {
      Path root = checkout.toRealPath();
      Path base = root.resolve(url.path()).normalize();
      if (!Files.isDirectory(base)) {
        throw new BuildFailure("The repository " + url.cloneUrl() + " has no folder " + url.path());
      }
      Path real = base.toRealPath();
      if (!real.startsWith(root)) {
        throw new BuildFailure(url.path() + " leads out of the repository " + url.cloneUrl());
      }
      return new Root(
          real,
          Path.of(url.text().replace("://", ":/")),
          true,
          Optional.of(this),
          Optional.of(new Repository(url, root)),
          Optional.of(root),
          remotes,
          budget);
    } catch (IOException e) {
      throw new BuildFailure("Reading " + url.text() + ": " + reason(e));
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
