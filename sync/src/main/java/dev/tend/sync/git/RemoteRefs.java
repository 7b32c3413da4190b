package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.NearMiss;
import dev.tend.sync.spec.GitRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** What a remote has to offer at the moment. */
final class RemoteRefs {
  /** Where git looks for a name that isn't a whole one, in its order. */
  private static final List<String> PLACES =
      List.of("", "refs/", Constants.R_TAGS, Constants.R_HEADS);

  private final Remote remote;
  private final Map<String, Ref> refs = new TreeMap<>();

  private RemoteRefs(Remote remote, Collection<Ref> refs) {
    this.remote = remote;
    refs.forEach(ref -> this.refs.put(ref.getName(), ref));
  }

  /**
   * @throws KnownFailure when the remote doesn't say
   */
  static RemoteRefs of(Remote remote) throws GitAPIException {
    try {
      return new RemoteRefs(remote, remote.refs());
    } catch (GitAPIException | RuntimeException e) {
      throw remote.failures().explain(e).orElseGet(() -> remote.failures().unexplained(e));
    }
  }

  /**
   * What a name means.
   *
   * @param ref how to fetch it
   * @param commit 40 hexadecimal digits
   */
  record Found(GitRef ref, String commit) {}

  Found find(String name) {
    for (String place : PLACES) {
      Ref ref = refs.get(place + name);
      ObjectId id = ref == null ? null : ref.getPeeledObjectId();
      id = ref != null && id == null ? ref.getObjectId() : id;
      if (id != null) {
        return new Found(fetchable(place + name, id.name()), id.name());
      }
    }
    List<String> names =
        refs.keySet().stream()
            .filter(ref -> ref.startsWith(Constants.R_HEADS) || ref.startsWith(Constants.R_TAGS))
            .map(ref -> ref.substring(ref.indexOf('/', Constants.R_REFS.length()) + 1))
            .toList();
    throw remote
        .failures()
        .known("it has no branch or tag " + name, NearMiss.hint(name, names), null);
  }

  private static GitRef fetchable(String whole, String commit) {
    if (whole.startsWith(Constants.R_HEADS)) {
      return new GitRef.Branch(whole.substring(Constants.R_HEADS.length()));
    }
    return whole.startsWith(Constants.R_TAGS)
        ? new GitRef.Tag(whole.substring(Constants.R_TAGS.length()))
        : new GitRef.Commit(commit);
  }
}
