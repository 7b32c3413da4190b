package dev.tend.sync.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.sync.spec.AppPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppDiscoveryIT {
  @TempDir Path root;

  private void files(String... paths) throws IOException {
    for (String path : paths) {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "a: 1\n");
    }
  }

  private void app(String folder, String name) throws IOException {
    files(folder + "/tend.yaml");
    Files.writeString(
        root.resolve(folder).resolve("tend.yaml"),
        "apiVersion: tend.dev/v1alpha1\nkind: App\nmetadata: {name: %s}\nspec: {}\n"
            .formatted(name));
  }

  private Discovery discover(String... patterns) {
    return new AppDiscovery("prod", Stream.of(patterns).map(AppPattern::new).toList()).in(root);
  }

  private static List<String> apps(Discovery discovery) {
    return discovery.apps().stream().map(app -> app.name() + " " + app.path()).toList();
  }

  private static List<String> problems(Discovery discovery) {
    return discovery.problems().stream()
        .map(problem -> problem.location() + " " + problem.message())
        .toList();
  }

  @Test
  void findsFoldersOfEveryKindInOrderOfNames() throws IOException {
    files(
        "apps/zoo/a.yaml",
        "apps/chart/Chart.yaml",
        "apps/kust/kustomization.yml",
        "apps/nested/deep/b.json",
        "apps/README.md",
        "apps/docs/README.md",
        "apps/.hidden/a.yaml",
        "other/a.yaml");
    app("apps/own", "shop");

    Discovery discovery = discover("apps/*");

    assertThat(apps(discovery))
        .containsExactly(
            "chart apps/chart",
            "kust apps/kust",
            "nested apps/nested",
            "shop apps/own",
            "zoo apps/zoo");
    assertThat(discovery.problems()).isEmpty();
    assertThat(discovery.apps().getFirst().folder()).isEqualTo(root.resolve("apps/chart"));
  }

  @Test
  void findsAppsAtAnyDepthAndTakesNothingBelowAnAppForAnother() throws IOException {
    files(
        "clusters/prod/team-a/web/a.yaml",
        "clusters/prod/team-a/web/more/b.yaml",
        "clusters/prod/team-b/Chart.yaml",
        "clusters/prod/team-b/templates/a.yaml",
        "clusters/prod/notes.md",
        "clusters/test/x/a.yaml");

    assertThat(apps(discover("clusters/prod/**")))
        .containsExactly("team-b clusters/prod/team-b", "web clusters/prod/team-a/web");
    assertThat(apps(discover("**/web"))).containsExactly("web clusters/prod/team-a/web");
    assertThat(apps(discover("clusters/{prod,test}/x"))).containsExactly("x clusters/test/x");
  }

  @Test
  void takesTheRootForAnAppNamedLikeTheSync() throws IOException {
    files("a.yaml");

    assertThat(apps(discover("."))).containsExactly("prod ");
  }

  @Test
  void takesAFolderOnceHoweverManyPatternsMatchIt() throws IOException {
    files("apps/web/a.yaml");

    assertThat(apps(discover("apps/*", "apps/web"))).containsExactly("web apps/web");
  }

  @Test
  void tellsFoldersOfOneNameApartByTheirPaths() throws IOException {
    files("clusters/a/web/x.yaml", "clusters/b/web/x.yaml", "clusters/b/db/x.yaml");

    assertThat(apps(discover("clusters/*/*")))
        .containsExactly(
            "clusters-a-web clusters/a/web", "clusters-b-web clusters/b/web", "db clusters/b/db");
  }

  @Test
  void refusesTwoAppsThatClaimOneName() throws IOException {
    app("apps/a", "shop");
    app("apps/b", "shop");
    files("apps/c/x.yaml");

    Discovery discovery = discover("apps/*");

    assertThat(apps(discovery)).containsExactly("c apps/c");
    assertThat(problems(discovery)).containsExactly("apps/a is called shop, and so is apps/b");
  }

  @Test
  void reportsPatternsWithoutAMatchAndFoldersWithoutAUsableName() throws IOException {
    files("apps/Web_Front/a.yaml", "empty/README.md");

    Discovery discovery = discover("apps/*", "empty", "absent/*");

    assertThat(discovery.apps()).isEmpty();
    assertThat(problems(discovery))
        .containsExactly(
            "absent/* matches no folder that holds manifests",
            "apps/Web_Front Web_Front is no name for an app",
            "empty matches no folder that holds manifests");
    assertThat(discovery.problems()).allMatch(problem -> !problem.hint().isEmpty());
  }
}
