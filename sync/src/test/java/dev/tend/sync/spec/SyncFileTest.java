package dev.tend.sync.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncFileTest {
  private static final Path BASE = Path.of("/etc/tend");

  @Test
  void readsEveryField() {
    SyncSpec spec =
        spec(
            """
            apiVersion: tend.dev/v1alpha1
            kind: Sync
            metadata: {name: prod, labels: {team: ops}}
            spec:
              git:
                url: https://git.example.com/ops.git
                ref: {branch: release}
                auth: {username: bot, passwordFile: secrets/password}
                timeout: 10s
              interval: 1m30s
              apps:
              - path: apps/*
              - path: clusters/prod/**
              drift: {correct: true, interval: 1h}
            """);

    assertThat(spec)
        .isEqualTo(
            new SyncSpec(
                "prod",
                new GitSpec(
                    new RemoteUrl(
                        RemoteUrl.Transport.HTTPS,
                        "https://git.example.com/ops.git",
                        Optional.empty(),
                        Optional.empty()),
                    new GitRef.Branch("release"),
                    new GitAuth.Password(
                        "bot", new GitAuth.Secret.InFile(Path.of("/etc/tend/secrets/password"))),
                    Duration.ofSeconds(10)),
                Duration.ofSeconds(90),
                List.of(new AppPattern("apps/*"), new AppPattern("clusters/prod/**")),
                new SyncSpec.Drift(true, Duration.ofHours(1))));
  }

  @Test
  void fillsInWhatIsLeftOut() {
    SyncSpec spec = spec(withGit("url: ../ops"));

    assertThat(spec.interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(spec.git().ref()).isEqualTo(new GitRef.RemoteHead());
    assertThat(spec.git().auth()).isEqualTo(new GitAuth.None());
    assertThat(spec.git().timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(spec.drift()).isEqualTo(new SyncSpec.Drift(false, Duration.ofMinutes(1)));
    assertThat(spec.git().url().display()).isEqualTo("/etc/ops");
  }

  @Test
  void refusesAnUnknownFieldWhereItStandsAndSaysWhatWasMeant() {
    Problem problem =
        onlyProblem(
            """
            apiVersion: tend.dev/v1alpha1
            kind: Sync
            metadata: {name: prod}
            spec:
              git:
                url: https://git.example.com/ops.git
                ref:
                  brnach: main
              apps: [{path: apps/*}]
            """);

    assertThat(problem.location()).hasToString("sync.yaml:8:7");
    assertThat(problem.message()).isEqualTo("unknown field brnach");
    assertThat(problem.hint()).isEqualTo("did you mean branch?");
    assertThat(problem.isError()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "interval: 60               | interval needs a unit",
        "interval: soon             | interval is no length of time of at least a second: soon",
        "interval: 10ms             | interval is no length of time of at least a second: 10ms",
        "drift: yes-please          | .spec.drift must be an object, not a text",
        "drift: {correct: maybe}    | .spec.drift.correct must be true or false, not a text",
      })
  void refusesValuesThatDoNotFit(String line, String message) {
    assertThat(onlyProblem(withGit("url: ../ops") + "  " + line + "\n").message())
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "url: svn://host/x                             | cannot follow a repository over svn://",
        "url: ../x, ref: {branch: a, tag: b}           | ref names more than one thing to follow",
        "url: ../x, ref: {commit: abc123}              | commit is no full commit id: abc123",
        "url: ../x, auth: {tokenEnv: T}                | a local repository takes no auth",
        "url: 'https://h/x', auth: {}                  | auth names no secret",
        "url: 'https://h/x', auth: {tokenEnv: A, passwordEnv: B} | auth names more than one secret",
        "url: 'https://h/x', auth: {privateKeyFile: k, tokenEnv: A} | unknown field privateKeyFile",
        "url: 'git@host:x', auth: {passphraseFile: k}     | .spec.git.auth.privateKeyFile is required",
        "url: ../x, verify: {keys: [a]}                | this version cannot verify commit signatures,"
            + " so it does not follow what asks for it",
        "ref: {branch: main}                           | .spec.git.url is required",
      })
  void refusesGitSettingsThatMakeNoSense(String git, String message) {
    assertThat(onlyProblem(withGit(git)).message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(value = {"/apps/*", "apps/../../x", "'apps\\*'", "'apps/[a'"})
  void refusesPatternsThatCannotBeFoldersOfTheRepository(String path) {
    Problem problem =
        onlyProblem(withGit("url: ../ops").replace("path: apps/*", "path: '" + path + "'"));

    assertThat(problem.message()).isEqualTo("path is no pattern of folders: " + path);
    assertThat(problem.hint()).isNotEmpty();
  }

  @Test
  void warnsOfASecretWrittenDownAndStillFollows() {
    SyncFile.Result result = read(withGit("url: 'https://bot:s3cret@h/x.git'"));

    assertThat(result.problems())
        .extracting(Problem::rule, Problem::isError)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("sync/inline-secret", false));
    SyncSpec spec = result.spec().orElseThrow();
    assertThat(spec.git().auth())
        .isEqualTo(new GitAuth.Password("bot", new GitAuth.Secret.Inline("s3cret")));
    assertThat(spec.git().url().display()).isEqualTo("https://h/x.git");
    assertThat(spec.toString()).doesNotContain("s3cret");
    assertThat(result.problems().toString()).doesNotContain("s3cret");
  }

  @Test
  void takesALoneUserNameInAUrlForAToken() {
    assertThat(read(withGit("url: 'https://t0ken@h/x.git'")).spec().orElseThrow().git().auth())
        .isEqualTo(new GitAuth.Password("git", new GitAuth.Secret.Inline("t0ken")));
  }

  @Test
  void warnsOfCredentialsOverPlainHttp() {
    assertThat(read(withGit("url: 'http://h/x', auth: {tokenEnv: T}")).problems())
        .extracting(Problem::rule)
        .containsExactly("sync/plain-http");
  }

  @Test
  void refusesAnotherKindAndAFileOfSeveral() {
    assertThat(onlyProblem("apiVersion: v1\nkind: Service\nmetadata: {name: x}\n").message())
        .isEqualTo("expected a Sync of tend.dev/v1alpha1, found v1 Service");
    assertThat(onlyProblem(withGit("url: ../a") + "---\n" + withGit("url: ../b")).message())
        .isEqualTo("a Sync file holds one Sync, this one holds 2 objects");
    assertThat(onlyProblem("# nothing\n").message())
        .isEqualTo("a Sync file holds one Sync, this one holds no object");
  }

  @Test
  void reportsAllProblemsAtOnceInOrderOfLines() {
    assertThat(
            read("""
                    apiVersion: tend.dev/v1alpha1
                    kind: Sync
                    metadata: {name: Prod}
                    spec:
                      git: {url: 5}
                      interval: x
                      apps: []
                    """)
                .problems())
        .extracting(Problem::rule)
        .containsExactly("sync/name", "sync/required", "sync/type", "sync/duration");
  }

  static String withGit(String git) {
    return """
        apiVersion: tend.dev/v1alpha1
        kind: Sync
        metadata: {name: prod}
        spec:
          apps: [{path: apps/*}]
          git: {%s}
        """
        .formatted(git);
  }

  private static SyncFile.Result read(String text) {
    return SyncFile.read(new SourceText("sync.yaml", text), BASE);
  }

  private static SyncSpec spec(String text) {
    SyncFile.Result result = read(text);
    assertThat(result.problems()).isEmpty();
    return result.spec().orElseThrow();
  }

  private static Problem onlyProblem(String text) {
    SyncFile.Result result = read(text);
    assertThat(result.spec()).isEmpty();
    assertThat(result.problems()).hasSize(1);
    return result.problems().getFirst();
  }
}
