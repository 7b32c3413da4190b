package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.cli.output.TestConsole;
import dev.tend.manifest.UsageFailure;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
  private static CommandLine parsed(Map<String, String> variables, String... args) {
    TestConsole test = new TestConsole(variables);
    CommandLine line = Tend.commandLine(new Session(test.environment()));
    line.parseArgs(args);
    return line;
  }

  private static Object option(CommandLine line, String command, String name) {
    CommandLine sub = java.util.Objects.requireNonNull(line.getSubcommands().get(command));
    return sub.getCommandSpec().findOption(name).getValue();
  }

  @ParameterizedTest
  @CsvSource({"apply x,true", "apply x --no-wait,false", "apply x --wait,true"})
  void waitsUnlessToldNotTo(String words, boolean expected) {
    CommandLine line = parsed(Map.of(), words.split(" "));

    assertThat(option(line, "apply", "--wait")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"apply x,NONE", "apply x --dry-run,SERVER", "apply x --dry-run=client,CLIENT"})
  void aDryRunIsTheServersWhereNothingElseIsSaid(String words, String expected) {
    CommandLine line = parsed(Map.of(), words.split(" "));

    assertThat(option(line, "apply", "--dry-run")).hasToString(expected);
  }

  @Test
  void sharedOptionsComeFromTheEnvironment() {
    Session session =
        new Session(
            new TestConsole(Map.of("TEND_NAMESPACE", "shop", "TEND_SANDBOX", "1")).environment());
    Tend.commandLine(session).parseArgs("apply", "x");

    assertThat(session.namespace()).contains("shop");
    assertThat(session.options().sandbox).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1", "true", "0", "false"})
  void aFlagMeansTheSameWhateverItsVariableSays(String variable) {
    Session session =
        new Session(
            new TestConsole(
                    Map.of(
                        "TEND_SANDBOX", variable, "TEND_QUIET", variable, "TEND_VERBOSE", variable))
                .environment());
    Tend.commandLine(session).parseArgs("apply", "x", "--sandbox", "-q", "-v");

    assertThat(session.options().sandbox).isTrue();
    assertThat(session.options().quiet).isTrue();
    assertThat(session.options().verbose).isTrue();
  }

  @Test
  void theCommandLineWinsOverTheEnvironment() {
    Session session = new Session(new TestConsole(Map.of("TEND_NAMESPACE", "a")).environment());
    Tend.commandLine(session).parseArgs("apply", "x", "-n", "b");

    assertThat(session.namespace()).contains("b");
  }

  @ParameterizedTest
  @CsvSource({
    "0,apply x --sandbox --context prod,Leave out --sandbox or --context",
    "0,apply x --sandbox --kubeconfig prod,Leave out --sandbox or --kubeconfig",
    "1,apply x --context prod,'TEND_SANDBOX asks for the sandbox: unset it, or leave out --context'"
  })
  void twoClustersAreOneTooMany(String variable, String words, String hint) {
    Session session = new Session(new TestConsole(Map.of("TEND_SANDBOX", variable)).environment());
    Tend.commandLine(session).parseArgs(words.split(" "));

    assertThatThrownBy(session::cluster)
        .isInstanceOfSatisfying(
            UsageFailure.class,
            failure -> {
              assertThat(failure.message()).contains("prod are two clusters");
              assertThat(failure.hint()).isEqualTo(hint);
            });
  }

  @Test
  void sharedOptionsMayStandBeforeTheCommand() {
    Session session = new Session(new TestConsole().environment());
    Tend.commandLine(session).parseArgs("--sandbox", "-n", "b", "apply", "x");

    assertThat(session.namespace()).contains("b");
    assertThat(session.options().sandbox).isTrue();
  }

  @Test
  void everyHelpTellsTheExitCodesAndDescribesEveryOption() {
    Set<String> bare = new TreeSet<>();
    visit(Tend.commandLine(new Session(new TestConsole().environment())), bare);

    assertThat(bare).isEmpty();
  }

  private static void visit(CommandLine line, Set<String> bare) {
    var spec = line.getCommandSpec();
    if (spec.usageMessage().exitCodeList().size() != ExitCode.values().length) {
      bare.add(spec.qualifiedName() + " tells no exit codes");
    }
    spec.options().stream()
        .filter(option -> option.description().length == 0)
        .forEach(option -> bare.add(spec.qualifiedName() + " " + option.longestName()));
    line.getSubcommands().values().forEach(child -> visit(child, bare));
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox up --port 70000,--port can't be 70000",
    "sandbox up --nodes -1,--nodes can't be -1"
  })
  void numbersThatCannotBeAreRefused(String words, String message) {
    TestConsole test = new TestConsole();
    assertThat(Tend.run(test.environment(), words.split(" "))).isEqualTo(2);
    assertThat(test.err()).contains(message);
  }

  @Test
  void helpAndVersionAreAnswers() {
    assertThat(answer("help")).isEqualTo(answer("--help")).contains("Usage: tend");
    assertThat(answer("help", "apply")).isEqualTo(answer("apply", "--help"));
    assertThat(answer("help", "sandbox", "up")).contains("--nodes");
    assertThat(answer("--version")).isEqualTo("tend " + Version.text() + "\n");
  }

  private static String answer(String... words) {
    TestConsole test = new TestConsole();
    assertThat(Tend.run(test.environment(), words)).isZero();
    assertThat(test.err()).isEmpty();
    return test.out();
  }

  @Test
  void helpKnowsNoCommandThatIsNone() {
    TestConsole test = new TestConsole();

    assertThat(Tend.run(test.environment(), "help", "sandbox", "upp")).isEqualTo(2);
    assertThat(test.err())
        .isEqualTo("error: tend sandbox knows no command 'upp'\n  try: tend sandbox up\n");
  }

  @Test
  void oneLetterIsNoNearMissOfAnother() {
    TestConsole test = new TestConsole();

    assertThat(Tend.run(test.environment(), "sandbox", "kubeconfig", "-x", "json")).isEqualTo(2);
    assertThat(test.err()).endsWith("  try: tend sandbox kubeconfig --help\n");
  }

  @Test
  void deletingNothingSaysWhatCanBeDeleted() {
    TestConsole test = new TestConsole();

    assertThat(Tend.run(test.environment(), "delete", "--sandbox")).isEqualTo(2);
    assertThat(test.err()).contains("tend delete --sandbox --app NAME");
  }

  @Test
  void aSavedPlanThatIsNotThereIsSaidNotToBe() {
    TestConsole test = new TestConsole();

    assertThat(Tend.run(test.environment(), "apply", "--plan", "/nowhere/plan.json")).isEqualTo(3);
    assertThat(test.err())
        .contains("Reading the plan in /nowhere/plan.json: there is no such file\n");
  }

  @Test
  void usageErrorsNameTheCommandThatWasMeant() {
    TestConsole test = new TestConsole();

    int code = Tend.run(test.environment(), "aply");

    assertThat(code).isEqualTo(2);
    assertThat(test.err()).isEqualTo("error: tend knows no command 'aply'\n  try: tend apply\n");
  }
}
