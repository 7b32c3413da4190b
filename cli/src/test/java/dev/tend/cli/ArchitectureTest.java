package dev.tend.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tend.cli.output.Environment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house, as docs/architecture.md states them. */
class ArchitectureTest {
  private static final JavaClasses TEND =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tend");

  /** Room to the rooms that it may know. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "manifest", Set.of(),
          "schema", Set.of("manifest"),
          "render", Set.of("manifest", "schema"),
          "diff", Set.of("manifest", "schema"),
          "apply", Set.of("diff", "manifest", "schema"),
          "sync", Set.of("manifest"),
          "sandbox", Set.of("manifest", "schema", "diff"),
          "cli", Set.of("manifest", "schema", "render", "diff", "apply", "sync", "sandbox"));

  @Test
  void theRulesAreAboutTheWholeHouse() {
    Map<String, Long> classes =
        TEND.stream().collect(Collectors.groupingBy(ArchitectureTest::room, Collectors.counting()));

    assertThat(classes.keySet()).isEqualTo(MAY_USE.keySet());
    assertThat(TEND.size()).isGreaterThan(150);
  }

  @Test
  void aRoomKnowsOnlyItsNeighbours() {
    Set<String> strangers = new TreeSet<>();
    for (JavaClass from : TEND) {
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(to -> to.getPackageName().startsWith("dev.tend."))
          .filter(to -> !room(to).equals(room(from)))
          .filter(to -> !MAY_USE.getOrDefault(room(from), Set.of()).contains(room(to)))
          .forEach(to -> strangers.add(from.getName() + " knows " + to.getName()));
    }

    assertThat(strangers).isEmpty();
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("dev.tend.(*)..").should().beFreeOfCycles().check(TEND);
  }

  @Test
  void onlyApplyTalksToClusters() {
    library("io.fabric8..", "dev.tend.apply..");
  }

  @Test
  void onlyTheCommandLineKnowsPicocliAndJline() {
    library("picocli..", "dev.tend.cli..");
    library("org.jline..", "dev.tend.cli..");
  }

  @Test
  void onlySyncKnowsGit() {
    library("org.eclipse.jgit..", "dev.tend.sync..");
  }

  private static void library(String library, String room) {
    noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(TEND);
  }

  @Test
  void onlyTheOutputRoomTouchesTheStandardStreams() {
    DescribedPredicate<JavaFieldAccess> standardStream =
        DescribedPredicate.describe(
            "a standard stream",
            access ->
                access.getTargetOwner().isEquivalentTo(System.class)
                    && Set.of("in", "out", "err").contains(access.getTarget().getName()));

    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tend.cli.output", "dev.tend.schema.derivation")
        .and()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .accessFieldWhere(standardStream)
        .check(TEND);
  }

  @Test
  void onlyMainEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(TEND);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(Environment.class.getName())
        .should()
        .callMethod(Runtime.class, "halt", int.class)
        .check(TEND);
  }

  @Test
  void onlyTheEnvironmentReadsVariables() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Environment.class.getName())
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(TEND);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass each : TEND) {
      boolean marked =
          each.getPackage()
              .tryGetPackageInfo()
              .map(info -> info.isAnnotatedWith(NullMarked.class))
              .orElse(false);
      if (!marked) {
        unmarked.add(each.getPackageName());
      }
    }

    assertThat(unmarked).isEmpty();
  }

  @Test
  void noClassHasANameThatSaysNothing() {
    List<String> vague =
        TEND.stream()
            .map(JavaClass::getSimpleName)
            .filter(name -> name.matches(".*(Util|Utils|Helper|Impl)") || name.equals("Manager"))
            .sorted()
            .toList();

    assertThat(vague).isEmpty();
  }

  private static String room(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.");
    return parts[2];
  }
}
