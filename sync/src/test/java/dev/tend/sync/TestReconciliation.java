package dev.tend.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stands in for a cluster: remembers what it was told to apply, and refuses files that say {@code
 * broken}.
 */
final class TestReconciliation implements Reconciliation {
  private final List<String> calls = new ArrayList<>();
  private Runnable during = () -> {};

  /** {@code name=content} of each call that changed something, with {@code !} if it was refused. */
  List<String> calls() {
    List<String> copy = List.copyOf(calls);
    calls.clear();
    return copy;
  }

  TestReconciliation during(Runnable action) {
    during = action;
    return this;
  }

  @Override
  public Outcome reconcile(Target target) {
    String name = target.app();
    String content = content(target.folder());
    during.run();
    return switch (content) {
      case "broken" -> {
        calls.add(name + "=" + content + "!");
        yield new Outcome.Refused("it says broken");
      }
      case "slow" -> {
        calls.add(name + "=" + content);
        yield new Outcome.Unready("it is slow");
      }
      case "bug" -> throw new IllegalStateException("boom");
      default -> {
        calls.add(name + "=" + content);
        yield new Outcome.Applied("fine", 1);
      }
    };
  }

  private static String content(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
