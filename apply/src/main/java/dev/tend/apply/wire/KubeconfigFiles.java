package dev.tend.apply.wire;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks names up in several kubeconfig files: the first that has one wins. */
final class KubeconfigFiles {
  private KubeconfigFiles() {}

  /**
   * What a context names.
   *
   * @param userFile the file that describes the user: paths in it are relative to it
   */
  record Selected(Cluster cluster, AuthInfo user, Path userFile) {
    Optional<ExecPlugin> plugin(Map<String, String> environment, Clock clock) {
      boolean token = user.getToken() != null && !user.getToken().isEmpty();
      return Optional.ofNullable(user.getExec())
          .filter(exec -> !token)
          .map(exec -> new ExecPlugin(exec, userFile, Optional.of(cluster), environment, clock));
    }

    Optional<Path> tokenFile() {
      return Optional.ofNullable(user.getTokenFile())
          .filter(name -> !name.isEmpty())
          .map(name -> userFile.toAbsolutePath().resolveSibling(name));
    }
  }

  /** Empty where the context names a cluster without a server, or a user that isn't there. */
  static Optional<Selected> select(List<Path> files, List<Config> parsed, String context) {
    var named =
        first(
            files,
            parsed,
            (config, file) -> named(config.getContexts(), context, c -> c.getName()));
    if (named.isEmpty() || named.get().getContext() == null) {
      return Optional.empty();
    }
    String clusterName = named.get().getContext().getCluster();
    String userName = named.get().getContext().getUser();
    Optional<Cluster> cluster =
        first(
                files,
                parsed,
                (config, file) -> named(config.getClusters(), clusterName, c -> c.getName()))
            .map(found -> found.getCluster())
            .filter(found -> found.getServer() != null && !found.getServer().isEmpty());
    if (userName == null || userName.isEmpty()) {
      return cluster.map(found -> new Selected(found, new AuthInfo(), files.getFirst()));
    }
    return cluster.flatMap(
        found ->
            first(
                files,
                parsed,
                (config, file) ->
                    named(config.getUsers(), userName, u -> u.getName())
                        .map(
                            user ->
                                new Selected(
                                    found,
                                    user.getUser() == null ? new AuthInfo() : user.getUser(),
                                    file))));
  }

  private static <T> Optional<T> first(
      List<Path> files, List<Config> parsed, BiFunction<Config, Path, Optional<T>> lookup) {
    for (int i = 0; i < files.size(); i++) {
      Optional<T> found = lookup.apply(parsed.get(i), files.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static <T> Optional<T> named(
      @Nullable List<T> items, String name, Function<T, String> nameOf) {
    return items == null
        ? Optional.empty()
        : items.stream().filter(item -> name.equals(nameOf.apply(item))).findFirst();
  }
}
