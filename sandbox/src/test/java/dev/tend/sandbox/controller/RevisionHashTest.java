package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.Trees;
import org.junit.jupiter.api.Test;

class RevisionHashTest {
  /** What a StatefulSet of a container {@code db:1} kept in a Kubernetes 1.34.4. */
  private static final JsonNode DATA =
      Trees.yaml(
          "{spec: {template: {$patch: replace, metadata: {labels: {app: db}}, spec: {containers:"
              + " [{name: main, image: 'db:1', imagePullPolicy: IfNotPresent, resources: {},"
              + " terminationMessagePath: /dev/termination-log, terminationMessagePolicy: File}],"
              + " dnsPolicy: ClusterFirst, restartPolicy: Always, schedulerName:"
              + " default-scheduler, securityContext: {}, terminationGracePeriodSeconds: 30}}}}");

  @Test
  void aRevisionIsNamedAsARealControllerNamesIt() {
    assertThat(RevisionHash.of(DATA, 0)).isEqualTo("6bd9546c99");
  }

  @Test
  void aCollisionMakesAnotherName() {
    assertThat(RevisionHash.of(DATA, 1)).isNotEqualTo(RevisionHash.of(DATA, 0));
  }
}
