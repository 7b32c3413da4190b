package dev.tend.apply;

import dev.tend.apply.history.Provenance;
import dev.tend.diff.Force;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to execute a plan.
 *
 * @param app whose inventory records what was applied; empty for none
 * @param namespace where the inventory lives
 * @param concurrency requests under way at once
 * @param await whether to wait until everything is ready
 * @param timeout how long to wait, for the whole apply
 * @param force which fields to take from other managers
 * @param recreate consent to delete and create again what can't be changed in place
 * @param dependsOn what must be ready before: apps, or objects as {@code [NAMESPACE/]KIND/NAME}
 * @param provenance what the app's history says of where this comes from; asked for only where
 *     there is something to say
 */
public record ApplyOptions(
    Optional<String> app,
    String namespace,
    int concurrency,
    boolean await,
    Duration timeout,
    Force force,
    boolean recreate,
    List<String> dependsOn,
    Supplier<Provenance> provenance) {
  public static final int DEFAULT_CONCURRENCY = 16;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  public ApplyOptions {
    dependsOn = List.copyOf(dependsOn);
  }

  /** No app, waits, forces nothing. */
  public static ApplyOptions standard(String namespace) {
    return new ApplyOptions(
        Optional.empty(),
        namespace,
        DEFAULT_CONCURRENCY,
        true,
        DEFAULT_TIMEOUT,
        Force.NONE,
        false,
        List.of(),
        () -> Provenance.UNKNOWN);
  }

  public ApplyOptions forApp(String name) {
    return new ApplyOptions(
        Optional.of(name),
        namespace,
        concurrency,
        await,
        timeout,
        force,
        recreate,
        dependsOn,
        provenance);
  }

  public ApplyOptions awaiting(boolean whether) {
    return new ApplyOptions(
        app, namespace, concurrency, whether, timeout, force, recreate, dependsOn, provenance);
  }

  public ApplyOptions within(Duration limit) {
    return new ApplyOptions(
        app, namespace, concurrency, await, limit, force, recreate, dependsOn, provenance);
  }

  public ApplyOptions forcing(Force which) {
    return new ApplyOptions(
        app, namespace, concurrency, await, timeout, which, recreate, dependsOn, provenance);
  }

  public ApplyOptions recreating(boolean whether) {
    return new ApplyOptions(
        app, namespace, concurrency, await, timeout, force, whether, dependsOn, provenance);
  }

  public ApplyOptions after(List<String> names) {
    return new ApplyOptions(
        app, namespace, concurrency, await, timeout, force, recreate, names, provenance);
  }

  public ApplyOptions from(Provenance where) {
    return new ApplyOptions(
        app, namespace, concurrency, await, timeout, force, recreate, dependsOn, () -> where);
  }
}
