package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.apply.history.Provenance;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.diff.Force;
import dev.tend.diff.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedApplyIT {
  private static final int OBJECTS = 12;

  @TempDir Path folder;
  private TestCluster test;
  private Shop shop;

  @BeforeEach
  void open() {
    test = TestCluster.open(folder);
    shop = new Shop(test);
    shop.options =
        new ApplyOptions(
            Optional.of("shop"),
            test.namespace(),
            1,
            true,
            ApplyOptions.DEFAULT_TIMEOUT,
            Force.NONE,
            false,
            List.of(),
            () -> Provenance.UNKNOWN);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private static String many() {
    StringBuilder yaml = new StringBuilder(Shop.NAMESPACE);
    for (int i = 0; i < OBJECTS; i++) {
      yaml.append(Shop.SETTINGS.replace("name: settings", "name: settings-%02d".formatted(i)));
    }
    return yaml.toString();
  }

  @Test
  void anInterruptSaysWhatWasDoneAndWhatWasNot() {
    Plan plan = shop.plan(many());
    Thread caller = Thread.currentThread();

    ApplyReport report =
        new Applier(test.cluster(), Clock.systemUTC())
            .apply(
                plan,
                shop.options,
                event -> {
                  if (isAbout(event, "settings-03")) {
                    caller.interrupt();
                  }
                });

    assertThat(Thread.interrupted()).as("the caller can still tell").isTrue();
    assertThat(report.succeeded()).isFalse();
    assertThat(report.notAttempted()).isNotEmpty();
    assertThat(report.applied().size() + report.failed().size() + report.notAttempted().size())
        .isEqualTo(OBJECTS + 1);
    assertThat(report.rollout()).isEmpty();
  }

  private static boolean isAbout(ApplyEvent event, String name) {
    return event instanceof ApplyEvent.Applied applied && applied.id().name().equals(name);
  }

  @Test
  void aKilledApplyForgetsNothingAndIsTakenUpAgain() {
    Plan plan = shop.plan(many());
    List<String> done = new ArrayList<>();
    try {
      new Applier(test.cluster(), Clock.systemUTC())
          .apply(
              plan,
              shop.options,
              event -> {
                if (event instanceof ApplyEvent.Applied applied) {
                  done.add(applied.id().name());
                }
                if (isAbout(event, "settings-05")) {
                  throw new Killed();
                }
              });
    } catch (IllegalStateException killed) {
      assertThat(killed).hasRootCauseInstanceOf(Killed.class);
    }
    assertThat(done).hasSizeBetween(2, OBJECTS);
    assertThat(shop.inventoryNames()).as("named before they were created").hasSize(OBJECTS + 1);

    Plan rest = shop.plan(many());
    assertThat(Shop.acting(rest)).hasSize(OBJECTS + 1 - done.size());
    assertThat(shop.apply(rest).succeeded()).isTrue();
    assertThat(Shop.acting(shop.plan(many()))).isEmpty();

    shop.prune = new PruneOptions(true, OptionalInt.empty(), Set.of());
    shop.apply(shop.plan(Shop.NAMESPACE, Shop.SETTINGS));
    assertThat(shop.live("ConfigMap", "settings-00")).as("the limit holds").isPresent();
    shop.prune = new PruneOptions(true, OptionalInt.of(OBJECTS), Set.of());
    assertThat(shop.apply(shop.plan(Shop.NAMESPACE, Shop.SETTINGS)).succeeded()).isTrue();
    assertThat(shop.inventoryNames()).containsExactlyInAnyOrder("settings", test.namespace());
  }

  /** As if the process ended: nothing after it runs that an apply could rely on. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
