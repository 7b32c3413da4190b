package dev.tend.sandbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeFitTest {
  private static final ObjectNode NODE =
      Trees.yaml(
          """
          metadata: {name: n1, labels: {zone: a, disk: ssd}}
          spec: {taints: [{key: team, value: red, effect: NoSchedule}]}
          status: {allocatable: {cpu: "2", memory: 4Gi, pods: "3"}}
          """);
  private static final ObjectNode NEIGHBOUR =
      Trees.yaml(
          """
          metadata: {name: other}
          spec:
            containers:
            - ports: [{containerPort: 80, hostPort: 80}]
              resources: {requests: {cpu: 1500m, memory: 1Gi}}
          """);
  private static final String TOLERANT = "tolerations: [{key: team, value: red}], ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          containers: [{resources: {requests: {cpu: 500m}}}] | ''
          containers: [{resources: {requests: {cpu: 600m}}}] | Insufficient cpu
          containers: [{resources: {requests: {cpu: 600m, memory: 4Gi}}}] | Insufficient cpu,Insufficient memory
          containers: [{resources: {limits: {memory: 4Gi}}}] | Insufficient memory
          initContainers: [{resources: {requests: {cpu: 1}}}], containers: [] | Insufficient cpu
          containers: [{ports: [{hostPort: 80}]}] | node(s) didn't have free ports for the requested pod ports
          containers: [{ports: [{hostPort: 81}]}] | ''
          nodeSelector: {zone: b} | node(s) didn't match Pod's node affinity/selector
          nodeSelector: {zone: a} | ''
          """)
  void saysWhatTheNodeLacks(String spec, String reasons) {
    NodeView view = NodeView.of(NODE, List.of(Placed.of(NEIGHBOUR, "n1")));

    assertThat(NodeFit.check(asking("{" + TOLERANT + spec + "}"), view))
        .extracting(Reason::text)
        .containsExactlyElementsOf(reasons.isEmpty() ? List.of() : List.of(reasons.split(",")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                           | node(s) had untolerated taint(s)
          {tolerations: [{key: team, operator: Exists}]}               | ''
          {tolerations: [{operator: Exists}]}                          | ''
          {tolerations: [{key: team, value: blue}]}                    | node(s) had untolerated taint(s)
          {tolerations: [{key: team, value: red, effect: NoExecute}]}  | node(s) had untolerated taint(s)
          """)
  void taintsKeepPodsAwayThatDontTolerateThem(String spec, String reason) {
    NodeView view = NodeView.of(NODE, List.of());

    assertThat(NodeFit.check(asking(spec), view))
        .extracting(Reason::text)
        .containsExactlyElementsOf(reason.isEmpty() ? List.of() : List.of(reason));
  }

  private static Placed asking(String spec) {
    return Placed.of(Trees.yaml("{metadata: {name: asking}, spec: " + spec + "}"), "");
  }
}
