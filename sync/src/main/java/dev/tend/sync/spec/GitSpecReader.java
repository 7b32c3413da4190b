package dev.tend.sync.spec;

import dev.tend.manifest.KnownFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code spec.git}. */
final class GitSpecReader {
  private static final Pattern COMMIT_ID = Pattern.compile("[0-9a-fA-F]{40}");

  private final Fields git;
  private final Path base;

  GitSpecReader(Fields git, Path base) {
    this.git = git;
    this.base = base;
  }

  Optional<GitSpec> read() {
    git.only("url", "ref", "auth", "verify", "timeout");
    if (git.has("verify")) {
      git.error(
          "verify",
          "sync/verify",
          "this version cannot verify commit signatures, so it does not follow what asks for it",
          "take verify out, and restrict who may push instead");
    }
    Optional<RemoteUrl> url = url();
    GitRef ref = git.object("ref").flatMap(this::ref).orElseGet(GitRef.RemoteHead::new);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    GitAuth auth = new GitAuthReader(git, url.get(), base).read();
    return Optional.of(
        new GitSpec(url.get(), ref, auth, git.duration("timeout").orElse(GitSpec.DEFAULT_TIMEOUT)));
  }

  private Optional<RemoteUrl> url() {
    Optional<String> text = git.text("url");
    if (text.isEmpty()) {
      if (!git.has("url")) {
        git.missing("url", "the repository to follow: https://, ssh://, git@host:path or a path");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(RemoteUrl.parse(text.get(), base));
    } catch (KnownFailure failure) {
      git.error("url", "sync/url", failure.message(), failure.hint());
      return Optional.empty();
    }
  }

  private Optional<GitRef> ref(Fields ref) {
    ref.only("branch", "tag", "commit");
    List<GitRef> refs = new ArrayList<>();
    ref.text("branch")
        .map(name -> new GitRef.Branch(without(name, "refs/heads/")))
        .ifPresent(refs::add);
    ref.text("tag").map(name -> new GitRef.Tag(without(name, "refs/tags/"))).ifPresent(refs::add);
    ref.text("commit").flatMap(id -> commit(ref, id)).ifPresent(refs::add);
    if (refs.size() > 1) {
      git.error(
          "ref",
          "sync/ref",
          "ref names more than one thing to follow",
          "keep one of branch, tag, commit");
    }
    return refs.stream().findFirst();
  }

  private static Optional<GitRef> commit(Fields ref, String id) {
    if (COMMIT_ID.matcher(id).matches()) {
      return Optional.of(new GitRef.Commit(id.toLowerCase(Locale.ROOT)));
    }
    ref.error(
        "commit",
        "sync/ref",
        "commit is no full commit id: " + id,
        "write all 40 hexadecimal digits");
    return Optional.empty();
  }

  private static String without(String name, String prefix) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
