package dev.tend.cli;

import dev.tend.apply.history.Provenance;
import dev.tend.cli.output.Environment;
import dev.tend.sync.git.LocalRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says who applies what, for an app's history. */
final class Provenances {
  private final Environment environment;

  Provenances(Environment environment) {
    this.environment = environment;
  }

  /** Of sources on the command line: their commit, where they lie in a git repository. */
  Provenance of(List<String> words) {
    String source = String.join(" ", words).replaceAll("(^| )-(?= |$)", "$1stdin");
    return new Provenance(
        user(), words.size() == 1 ? single(words.getFirst()).orElse(source) : source);
  }

  /** Of a revision that sync follows. */
  Provenance ofRevision(String commit) {
    return new Provenance("tend sync, " + user(), "git " + commit);
  }

  private Optional<String> single(String word) {
    if (GitTrees.names(word) || word.contains("://") || word.equals("-")) {
      return Optional.empty();
    }
    Path path = environment.workingDirectory().resolve(word).toAbsolutePath().normalize();
    return LocalRepository.around(path)
        .flatMap(repository -> revision(repository, path))
        .or(() -> Optional.of(path.toString()));
  }

  /** Closes the repository. */
  private static Optional<String> revision(LocalRepository repository, Path path) {
    try (repository) {
      Path root = repository.root().toAbsolutePath().normalize();
      return repository
          .head()
          .map(
              head ->
                  "git %s%s %s"
                      .formatted(
                          head.shortId(),
                          repository.isCommitted(path) ? "" : "+changes",
                          root.relativize(path))
                      .strip());
    }
  }

  /** {@code ann@laptop}. */
  String user() {
    String name =
        Optional.of(environment.variable("USER"))
            .filter(user -> !user.isEmpty())
            .or(() -> Optional.of(environment.variable("LOGNAME")).filter(user -> !user.isEmpty()))
            .orElseGet(() -> System.getProperty("user.name", "somebody"));
    String host = host();
    return host.isEmpty() ? name : name + "@" + host;
  }

  private String host() {
    String named = environment.variable("HOSTNAME");
    if (!named.isEmpty()) {
      return named;
    }
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
