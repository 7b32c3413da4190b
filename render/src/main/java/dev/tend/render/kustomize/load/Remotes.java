package dev.tend.render.kustomize.load;

import dev.tend.manifest.SourceText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What comes from elsewhere, fetched once per run. */
public final class Remotes {
  private final Function<String, SourceText> web;
  private final GitFetcher git;
  private final Map<String, SourceText> documents = new HashMap<>();
  private final Map<GitFetcher.Request, Path> checkouts = new HashMap<>();

  /**
   * @param web gives the text at a web address
   */
  public Remotes(Function<String, SourceText> web, GitFetcher git) {
    this.web = web;
    this.git = git;
  }

  static boolean isWeb(String path) {
    return path.startsWith("http://") || path.startsWith("https://");
  }

  SourceText fetch(String url) {
    SourceText known = documents.get(url);
    if (known == null) {
      known = web.apply(url);
      documents.put(url, known);
    }
    return known;
  }

  Path checkout(RepositoryUrl url) {
    GitFetcher.Request request =
        new GitFetcher.Request(url.cloneUrl(), url.ref(), url.submodules(), url.timeout());
    Path known = checkouts.get(request);
    if (known == null) {
      known = git.fetch(request);
      checkouts.put(request, known);
    }
    return known;
  }
}
