package dev.tend.sync.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The order in which apps are reconciled: by name, but after those that they depend on. */
public final class AppOrder {
  private AppOrder() {}

  /**
   * @param dependencies names of the apps that an app depends on; others than these apps, and
   *     circles, change nothing
   */
  public static List<App> of(List<App> apps, Function<App, List<String>> dependencies) {
    Map<String, App> left = new LinkedHashMap<>();
    apps.forEach(app -> left.put(app.name(), app));
    List<App> ordered = new ArrayList<>();
    apps.forEach(app -> take(app, left, ordered, dependencies));
    return ordered;
  }

  private static void take(
      App app, Map<String, App> left, List<App> ordered, Function<App, List<String>> dependencies) {
    if (left.remove(app.name()) == null) {
      return;
    }
    for (String name : dependencies.apply(app)) {
      App before = left.get(name);
      if (before != null) {
        take(before, left, ordered, dependencies);
      }
    }
    ordered.add(app);
  }
}
