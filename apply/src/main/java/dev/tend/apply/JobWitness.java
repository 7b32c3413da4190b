package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.rollout.CompletedJobs;
import dev.tend.apply.rollout.Readinesses;
import dev.tend.diff.Change;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Watches the Jobs of an apply that their TTL may remove before anybody comes to wait for them, and
 * remembers those that completed. Who waits for them tells it what they see: their watch may be
 * ahead of its own.
 */
final class JobWitness implements CompletedJobs, AutoCloseable {
  private static final GroupVersionKind JOB = GroupVersionKind.of("batch/v1", "Job");

  /** A watch that says nothing for so long is done without. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Watch> watches = new ArrayList<>();

  /** Their uids. */
  private final Set<String> completed = ConcurrentHashMap.newKeySet();

  private final Journal journal;

  private JobWitness(Journal journal) {
    this.journal = journal;
  }

  /** Comes before anything is created. Where no such Job is, it asks for nothing. */
  static JobWitness of(List<Change> changes, Cluster cluster, Journal journal) {
    Set<String> namespaces =
        changes.stream()
            .map(Applier::manifestOf)
            .flatMap(Optional::stream)
            .filter(Fleeting::removesItself)
            .map(manifest -> manifest.id().namespace())
            .collect(Collectors.toCollection(TreeSet::new));
    JobWitness witness = new JobWitness(journal);
    List<CountDownLatch> words =
        namespaces.stream().map(namespace -> witness.follow(namespace, cluster)).toList();
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      for (CountDownLatch word : words) {
        if (!word.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return witness;
  }

  /** Returns what opens with the first word. */
  private CountDownLatch follow(String namespace, Cluster cluster) {
    CountDownLatch word = new CountDownLatch(1);
    try {
      watches.add(
          cluster.watch(
              Selection.of(JOB, namespace),
              event -> {
                sees(event);
                word.countDown();
              }));
    } catch (KnownFailure e) {
      // Waiting for the Jobs will say what can't be watched, where that matters.
      word.countDown();
    }
    return word;
  }

  private void sees(WatchEvent event) {
    switch (event) {
      case WatchEvent.Listed(List<ObjectNode> objects) -> objects.forEach(this::sees);
      case WatchEvent.Changed(ObjectNode object) -> sees(object);
      case WatchEvent.Deleted(ObjectNode object) -> sees(object);
      case WatchEvent.Lost ignored -> {}
    }
  }

  private void sees(ObjectNode job) {
    if (Readinesses.isCompleteJob(job)) {
      add(Execution.uid(job));
    }
  }

  @Override
  public void add(String uid) {
    completed.add(uid);
  }

  @Override
  public boolean has(ResourceId id) {
    return Optional.ofNullable(journal.objects().get(id))
        .filter(applied -> completed.contains(Execution.uid(applied)))
        .isPresent();
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
