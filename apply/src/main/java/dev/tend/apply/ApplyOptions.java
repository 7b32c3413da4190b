package dev.tend.apply;

import java.time.Duration;
import java.util.Optional;

/**
 * How to execute a plan.
 *
 * @param app whose inventory records what was applied; empty for none
 * @param namespace where the inventory lives
 * @param concurrency requests under way at once
 * @param await whether to wait until everything is ready
 * @param timeout how long to wait, for the whole apply
 */
public record ApplyOptions(
    Optional<String> app,
    String namespace,
    int concurrency,
    boolean await,
    Duration timeout,
    boolean forceConflicts) {}
