package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.RemoteUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The repositories that a revision has in some of its folders. */
final class Submodules {
  private static final String FILE = ".gitmodules";
  private static final int MOST_BYTES = 1024 * 1024;

  private Submodules() {}

  /**
   * One of them.
   *
   * @param path safe to resolve against a folder
   */
  record Submodule(String path, RemoteUrl url, String commit) {}

  /**
   * Those of a revision, in the order of its tree.
   *
   * @param parent where the revision's own repository is
   * @throws KnownFailure where the revision doesn't say where one of them comes from, or that must
   *     not be read
   */
  static List<Submodule> of(Repository repository, Revision revision, RemoteUrl parent)
      throws IOException {
    Map<String, String> urls = new HashMap<>();
    List<Submodule> found = new ArrayList<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commits.parseCommit(ObjectId.fromString(revision.id())).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        if (walk.getPathString().equals(FILE)) {
          urls.putAll(urls(repository, walk.getObjectId(0)));
        } else if (FileMode.GITLINK.equals(walk.getRawMode(0)) && isSafe(walk.getPathString())) {
          String path = walk.getPathString();
          String url = urls.get(path);
          if (url == null) {
            throw new KnownFailure(
                "cannot fetch the submodule "
                    + path
                    + " of "
                    + parent
                    + ": "
                    + FILE
                    + " has no "
                    + "address for it",
                "add `?submodules=false` to the address if it isn't needed");
          }
          found.add(new Submodule(path, resolve(parent, url), walk.getObjectId(0).name()));
        }
      }
    }
    return found;
  }

  private static boolean isSafe(String path) {
    try {
      new ObjectChecker().checkPath(path);
      return true;
    } catch (CorruptObjectException unsafe) {
      return false;
    }
  }

  private static Map<String, String> urls(Repository repository, ObjectId file) throws IOException {
    Config config = new Config();
    try {
      byte[] bytes = repository.open(file, Constants.OBJ_BLOB).getBytes(MOST_BYTES);
      config.fromText(new String(bytes, StandardCharsets.UTF_8));
    } catch (ConfigInvalidException e) {
      throw new KnownFailure(FILE + " can't be read: " + e.getMessage(), "", e);
    }
    Map<String, String> urls = new HashMap<>();
    for (String name : config.getSubsections("submodule")) {
      Optional<String> path = Optional.ofNullable(config.getString("submodule", name, "path"));
      Optional<String> url = Optional.ofNullable(config.getString("submodule", name, "url"));
      if (path.isPresent() && url.isPresent()) {
        urls.put(path.get(), url.get());
      }
    }
    return urls;
  }

  /** Where a submodule is: a path that begins with a dot starts from its parent's address. */
  static RemoteUrl resolve(RemoteUrl parent, String url) {
    boolean relative = url.startsWith("./") || url.startsWith("../");
    RemoteUrl resolved = RemoteUrl.parse(relative ? joined(parent, url) : url, Path.of("/"));
    if (resolved.transport() == RemoteUrl.Transport.FILE
        && parent.transport() != RemoteUrl.Transport.FILE) {
      throw new KnownFailure(
          "cannot fetch the submodule "
              + url
              + " of "
              + parent
              + ": a repository from elsewhere "
              + "may name none of this machine",
          "give it an address that others can read, too");
    }
    return resolved;
  }

  private static String joined(RemoteUrl parent, String url) {
    String base = parent.address().replaceAll("/+$", "");
    String rest = url;
    while (rest.startsWith("./") || rest.startsWith("../")) {
      if (rest.startsWith("../")) {
        int cut = Math.max(base.lastIndexOf('/'), base.lastIndexOf(':'));
        if (cut <= base.indexOf("://") + 2) {
          throw new KnownFailure(
              "cannot fetch the submodule " + url + " of " + parent + ": it leads out of the host",
              "");
        }
        // An address like host:path keeps its colon.
        base = base.charAt(cut) == ':' ? base.substring(0, cut + 1) : base.substring(0, cut);
        rest = rest.substring(3);
      } else {
        rest = rest.substring(2);
      }
    }
    return base.endsWith(":") ? base + rest : base + "/" + rest;
  }
}
