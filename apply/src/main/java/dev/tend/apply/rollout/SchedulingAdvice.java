package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to try against one of the scheduler's obstacles. */
final class SchedulingAdvice {
  private static final Pattern INSUFFICIENT = Pattern.compile("Insufficient (\\S+)");
  private static final Pattern TAINT = Pattern.compile("taint(?:\\(s\\))? \\{([^}]*)}");

  private SchedulingAdvice() {}

  static String on(SchedulerMessage.Obstacle obstacle, LiveObject pod) {
    String text = obstacle.text();
    Matcher insufficient = INSUFFICIENT.matcher(text);
    if (insufficient.find()) {
      String resource = insufficient.group(1);
      return "lower resources.requests.%s (%s), or add a node with more of it"
          .formatted(resource, requests(pod, resource));
    }
    if (text.contains("untolerated taint(s)")) {
      return "tolerate the nodes' taints (kubectl describe nodes lists them), or add a node without";
    }
    Matcher taint = TAINT.matcher(text);
    if (taint.find()) {
      return "tolerate the taint " + taint.group(1).strip() + ", or add a node without it";
    }
    if (text.contains("Too many pods")) {
      return "add a node: these hold as many pods as they may";
    }
    if (text.contains("were unschedulable")) {
      return "let the nodes take pods again: kubectl uncordon NODE";
    }
    if (text.contains("PersistentVolume's node affinity")
        || text.contains("available volume zone")
        || (text.contains("node affinity") && text.contains("volume"))) {
      return "its volume can only be used from other nodes: free those, or make the claim anew";
    }
    if (text.contains("available persistent volumes to bind")) {
      return "no volume fits its claims there: add one, or a class whose provisioner makes them";
    }
    if (text.contains("ReadWriteOncePod")) {
      return "another pod has its claim (ReadWriteOncePod): let that go first, or use ReadWriteOnce";
    }
    if (text.contains("plugin(s) [NodeAffinity]")) {
      return "its affinity names other nodes: free those";
    }
    if (text.contains("affinity/selector") || text.contains("node selector")) {
      return "no node carries the labels it asks for (%s): correct nodeSelector or affinity, or label a node"
          .formatted(selector(pod));
    }
    if (text.contains("anti-affinity")) {
      return "its anti-affinity wants more nodes than there are: prefer instead of require, or add a node";
    }
    if (text.contains("affinity rules")) {
      return "the pods that it wants to be near are nowhere: correct podAffinity";
    }
    if (text.contains("topology spread")) {
      return "its topologySpreadConstraints can't be kept: use ScheduleAnyway, or add a node";
    }
    if (text.contains("free ports")) {
      return "its hostPort is taken on each node: run fewer pods, or do without hostPort";
    }
    if (text.contains("PersistentVolumeClaim") || text.contains("persistentvolumeclaim")) {
      return "its claims must be bound first: see why they aren't";
    }
    return obstacle.nodes() == 0 && text.contains("no nodes") ? "add a node" : "";
  }

  private static String requests(LiveObject pod, String resource) {
    List<String> asked = new ArrayList<>();
    for (PodContainer container : PodContainer.of(pod)) {
      JsonNode request = container.spec().path("resources").path("requests").path(resource);
      if (!request.isMissingNode()) {
        asked.add(container.title() + " asks for " + request.asText());
      }
    }
    return asked.isEmpty() ? "no container asks for any" : String.join(", ", asked);
  }

  private static String selector(LiveObject pod) {
    List<String> labels = new ArrayList<>();
    for (var label : pod.spec().path("nodeSelector").properties()) {
      labels.add(label.getKey() + "=" + label.getValue().asText());
    }
    return labels.isEmpty() ? "see its nodeAffinity" : String.join(", ", labels);
  }
}
