package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTallyTest {
  private static ObjectNode pod(String uid, String phase, boolean held) {
    String finalizers = held ? "[" + JobPods.TRACKING + "]" : "[]";
    return Trees.yaml(
        "{metadata: {name: %s, uid: %s, finalizers: %s}, status: {phase: %s}}"
            .formatted(uid, uid, finalizers, phase));
  }

  private static ObjectNode written(ObjectNode job, JobTally tally) {
    ObjectNode copy = job.deepCopy();
    tally.write(copy.withObject("/status"));
    return copy;
  }

  @Test
  void anEndIsCountedOnceThroughAllThreeSteps() {
    ObjectNode job = Trees.yaml("{spec: {}, status: {}}");

    JobTally first = new JobTally(job, List.of(pod("a", "Succeeded", true)));
    assertThat(first.succeeded()).isEqualTo(1);
    assertThat(first.releasable()).hasSize(1);
    job = written(job, first);
    assertThat(job.path("status").has("succeeded")).isFalse();
    assertThat(job.at("/status/uncountedTerminatedPods/succeeded/0").asText()).isEqualTo("a");

    // A restart here, before the pod was let go, sees the same and counts the same.
    assertThat(new JobTally(job, List.of(pod("a", "Succeeded", true))).succeeded()).isEqualTo(1);

    JobTally last = new JobTally(job, List.of(pod("a", "Succeeded", false)));
    assertThat(last.succeeded()).isEqualTo(1);
    assertThat(last.isSettled()).isTrue();
    job = written(job, last);
    assertThat(job.at("/status/succeeded").asInt()).isEqualTo(1);

    // And the pod may go.
    assertThat(new JobTally(job, List.of()).succeeded()).isEqualTo(1);
  }

  @Test
  void aPodThatIsDeletedBeforeItsEndHasFailed() {
    ObjectNode leaving = pod("a", "Running", true);
    leaving.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");

    JobTally tally = new JobTally(Trees.yaml("{spec: {}, status: {}}"), List.of(leaving));

    assertThat(tally.failed()).isEqualTo(1);
  }

  @Test
  void anIndexThatSucceedsTwiceCountsOnce() {
    ObjectNode job =
        Trees.yaml("{spec: {completionMode: Indexed}, status: {completedIndexes: 0-1}}");
    ObjectNode pod = pod("a", "Succeeded", true);
    pod.withObject("/metadata/annotations").put(JobPods.INDEX, "1");

    JobTally tally = new JobTally(job, List.of(pod));

    assertThat(tally.succeeded()).isEqualTo(2);
    assertThat(written(job, tally).at("/status/completedIndexes").asText()).isEqualTo("0,1");
  }
}
