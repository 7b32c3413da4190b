package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoiseTest {
  @Test
  void leavesOnlyWhatManifestsDecide() {
    assertThat(
            Noise.without(
                Yaml.object(
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: a
                      uid: u
                      resourceVersion: "1"
                      creationTimestamp: "2026-01-01T00:00:00Z"
                      generation: 2
                      managedFields: []
                      labels: {}
                      annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}
                      finalizers: [keep]
                    data: {a: b}
                    status: {ready: true}
                    """)))
        .hasToString(
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":"
                + "{\"name\":\"a\",\"finalizers\":[\"keep\"]},\"data\":{\"a\":\"b\"}}");
  }
}
