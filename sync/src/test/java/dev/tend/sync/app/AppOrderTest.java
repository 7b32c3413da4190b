package dev.tend.sync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppOrderTest {
  private static List<String> order(List<String> names, Map<String, List<String>> dependencies) {
    List<App> apps = names.stream().map(name -> new App(name, name, Path.of(name))).toList();
    return AppOrder.of(apps, app -> dependencies.getOrDefault(app.name(), List.of())).stream()
        .map(App::name)
        .toList();
  }

  @Test
  void anAppComesAfterThoseThatItDependsOn() {
    assertThat(
            order(
                List.of("api", "database", "web"),
                Map.of("api", List.of("database", "elsewhere"), "database", List.of("web"))))
        .containsExactly("web", "database", "api");
  }

  @Test
  void aCircleKeepsNobodyOut() {
    assertThat(order(List.of("a", "b", "c"), Map.of("a", List.of("b"), "b", List.of("a"))))
        .containsExactlyInAnyOrder("a", "b", "c");
  }
}
