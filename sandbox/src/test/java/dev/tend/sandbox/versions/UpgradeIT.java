package dev.tend.sandbox.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.recorded.ApiClient;
import dev.tend.sandbox.recorded.ApiClient.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of old versions, in their time and after an upgrade. */
class UpgradeIT {
  private static final String JOBS = "/apis/batch/v1beta1/namespaces/default/cronjobs";
  private static final String SCALERS =
      "/apis/autoscaling/%s/namespaces/default/horizontalpodautoscalers";
  private static final String LEVELS =
      "/apis/flowcontrol.apiserver.k8s.io/%s/prioritylevelconfigurations";
  private static final String SLICES =
      "/apis/discovery.k8s.io/%s/namespaces/default/endpointslices";

  @TempDir Path folder;

  private static final String CRON_JOB =
      """
      {"apiVersion": "batch/v1beta1", "kind": "CronJob", "metadata": {"name": "j"},
       "spec": {"schedule": "0 0 1 1 *", "timeZone": "Etc/UTC", "jobTemplate": {"spec": {
         "podReplacementPolicy": "Failed",
         "template": {"spec": {"restartPolicy": "Never",
           "containers": [{"name": "a", "image": "b", "resizePolicy": []}]}}}}}}
      """;

  @Test
  void whatOldVersionsHadStaysAtTheNewOnes() throws Exception {
    try (Sandbox sandbox = Serving.on(folder, "1.24")) {
      ApiClient client = ApiClient.of(sandbox);
      Answer job = client.post(JOBS, CRON_JOB);
      assertThat(job.code()).isEqualTo(201);
      assertThat(job.warnings())
          .containsExactly(
              "batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1"
                  + " CronJob",
              "unknown field \"spec.jobTemplate.spec.podReplacementPolicy\"",
              "unknown field \"spec.jobTemplate.spec.template.spec.containers[0].resizePolicy\"");
      assertThat(job.object().at("/spec/timeZone").isMissingNode()).isTrue();

      assertThat(
              client
                  .post(
                      SCALERS.formatted("v2beta1"),
                      """
                      {"apiVersion": "autoscaling/v2beta1", "kind": "HorizontalPodAutoscaler",
                       "metadata": {"name": "h"}, "spec": {"maxReplicas": 3,
                       "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "x"}, "metrics": [
                         {"type": "Pods", "pods": {"metricName": "m", "targetAverageValue": "5"}}]}}
                      """)
                  .text())
          .contains("\"creationTimestamp\"");
      assertThat(
              client
                  .post(
                      LEVELS.formatted("v1beta1"),
                      """
                      {"apiVersion": "flowcontrol.apiserver.k8s.io/v1beta1",
                       "kind": "PriorityLevelConfiguration", "metadata": {"name": "l"},
                       "spec": {"type": "Limited", "limited": {"assuredConcurrencyShares": 7,
                       "limitResponse": {"type": "Reject"}}}}
                      """)
                  .text())
          .contains("\"creationTimestamp\"");
      assertThat(
              client
                  .post(
                      SLICES.formatted("v1beta1"),
                      """
                      {"apiVersion": "discovery.k8s.io/v1beta1", "kind": "EndpointSlice",
                       "metadata": {"name": "s"}, "addressType": "IPv4", "ports": [],
                       "endpoints": [{"addresses": ["10.0.0.1"], "topology": {
                         "topology.kubernetes.io/zone": "z", "kubernetes.io/hostname": "n"}}]}
                      """)
                  .text())
          .contains("\"creationTimestamp\"");
      assertThat(
              client.get(SLICES.formatted("v1beta1") + "/s").object().at("/endpoints/0/topology"))
          .hasToString("{\"topology.kubernetes.io/zone\":\"z\",\"kubernetes.io/hostname\":\"n\"}");
    }
    try (Sandbox sandbox = Serving.on(folder, "1.36")) {
      ApiClient client = ApiClient.of(sandbox);
      assertThat(client.get(JOBS + "/j").code()).isEqualTo(404);
      JsonNode job = client.get(JOBS.replace("v1beta1", "v1") + "/j").object();
      assertThat(job.path("apiVersion").asText()).isEqualTo("batch/v1");
      JsonNode metric =
          client.get(SCALERS.formatted("v2") + "/h").object().at("/spec/metrics/0/pods");
      assertThat(metric.at("/metric/name").asText()).isEqualTo("m");
      assertThat(metric.at("/target/averageValue").asText()).isEqualTo("5");
      JsonNode level = client.get(LEVELS.formatted("v1") + "/l").object();
      assertThat(level.at("/spec/limited/nominalConcurrencyShares").asInt()).isEqualTo(7);
      assertThat(client.get(LEVELS.formatted("v1") + "/catch-all").code()).isEqualTo(200);
      assertThat(
              client.get(SLICES.formatted("v1") + "/s").object().at("/endpoints/0/zone").asText())
          .isEqualTo("z");
      assertThat(client.get("/api/v1/nodes").object().at("/items/0/status/nodeInfo/kubeletVersion"))
          .hasToString("\"v1.36.0\"");
    }
  }

  @Test
  void aStateKeepsItsVersionAndNeverGoesBack() {
    Serving.on(folder, "1.30").close();
    try (Sandbox sandbox = Serving.on(folder)) {
      assertThat(Sandbox.servedVersion(folder)).hasToString("Optional[1.30]");
      assertThat(sandbox.url()).isNotNull();
    }
    assertThatThrownBy(() -> Serving.on(folder, "1.28"))
        .isInstanceOf(KnownFailure.class)
        .hasMessageEndingWith("is of Kubernetes 1.30 and can't be served as 1.28");
  }

  @Test
  void aVersionWithoutSchemasIsRefused() {
    assertThatThrownBy(() -> Serving.inMemory("1.23"))
        .isInstanceOf(KnownFailure.class)
        .hasMessage("the schemas of Kubernetes 1.23 are not built in");
  }
}
