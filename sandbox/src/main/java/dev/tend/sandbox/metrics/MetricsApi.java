package dev.tend.sandbox.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.amounts.Usage;
import dev.tend.sandbox.http.Handler;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.selectors.LabelSelector;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.ObjectApi;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code metrics.k8s.io/v1beta1}: what pods and nodes use, as a metrics server tells it. Other
 * requests are answered by what stands behind it.
 */
public final class MetricsApi implements Handler {
  private static final List<String> ROOT = List.of("apis", "metrics.k8s.io", "v1beta1");
  private static final String API_VERSION = "metrics.k8s.io/v1beta1";

  private final ObjectApi api;
  private final Measurements measurements;
  private final Handler behind;

  public MetricsApi(ObjectApi api, Measurements measurements, Handler behind) {
    this.api = api;
    this.measurements = measurements;
    this.behind = behind;
  }

  /** What is asked for. */
  private record Asked(String resource, String namespace, String name) {
    String kind() {
      return resource.equals("pods") ? "Pod" : "Node";
    }
  }

  @Override
  public Response handle(Request request) {
    List<String> path = request.path();
    if (path.size() <= ROOT.size() || !path.subList(0, ROOT.size()).equals(ROOT)) {
      return behind.handle(request);
    }
    Optional<Asked> asked = asked(path.subList(ROOT.size(), path.size()));
    if (asked.isEmpty()) {
      return behind.handle(request);
    }
    if (!request.method().equals("GET") || request.flag("watch")) {
      throw Failures.methodNotAllowed();
    }
    return asked.get().name().isEmpty() ? list(request, asked.get()) : one(asked.get());
  }

  private static Optional<Asked> asked(List<String> path) {
    boolean inNamespace = path.size() > 2 && path.getFirst().equals("namespaces");
    List<String> rest = inNamespace ? path.subList(2, path.size()) : path;
    String resource = rest.getFirst();
    boolean known = resource.equals("pods") || (resource.equals("nodes") && !inNamespace);
    return known && rest.size() <= 2
        ? Optional.of(
            new Asked(resource, inNamespace ? path.get(1) : "", rest.size() > 1 ? rest.get(1) : ""))
        : Optional.empty();
  }

  private Response one(Asked asked) {
    return api.get(new ResourceId("", asked.kind(), asked.namespace(), asked.name()))
        .flatMap(object -> metrics(asked, object))
        .map(Response::ok)
        .orElseThrow(() -> Failures.notFound(asked.resource() + ".metrics.k8s.io", asked.name()));
  }

  private Response list(Request request, Asked asked) {
    LabelSelector selector = LabelSelector.parse(request.param("labelSelector"));
    String field = request.param("fieldSelector").replace("metadata.name=", "");
    ObjectNode list = object(asked.kind() + "MetricsList");
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    for (ObjectNode object : api.list("", asked.kind(), asked.namespace())) {
      if (selector.matches(object) && (field.isEmpty() || Meta.name(object).equals(field))) {
        metrics(asked, object).ifPresent(items::add);
      }
    }
    return Response.ok(list);
  }

  private Optional<ObjectNode> metrics(Asked asked, ObjectNode object) {
    return asked.kind().equals("Pod") ? ofPod(object) : Optional.of(ofNode(object));
  }

  private Optional<ObjectNode> ofPod(ObjectNode pod) {
    return measurements.of(pod).map(containers -> ofPod(pod, containers));
  }

  private ObjectNode ofPod(ObjectNode pod, SortedMap<String, Usage> containers) {
    ObjectNode metrics = metrics("PodMetrics", pod);
    ArrayNode list = metrics.putArray("containers");
    new TreeMap<>(containers)
        .forEach((name, usage) -> list.addObject().put("name", name).set("usage", usage.json()));
    return metrics;
  }

  private ObjectNode ofNode(ObjectNode node) {
    ObjectNode metrics = metrics("NodeMetrics", node);
    metrics.set("usage", measurements.ofNode(Meta.name(node)).json());
    return metrics;
  }

  private ObjectNode metrics(String kind, ObjectNode of) {
    ObjectNode metrics = object(kind);
    ObjectNode metadata = metrics.putObject("metadata");
    metadata.put("name", Meta.name(of));
    if (!Meta.namespace(of).isEmpty()) {
      metadata.put("namespace", Meta.namespace(of));
    }
    String now = Times.text(measurements.now());
    metadata.put("creationTimestamp", now);
    if (of.path("metadata").has("labels")) {
      metadata.set("labels", of.path("metadata").get("labels"));
    }
    return metrics.put("timestamp", now).put("window", Times.goText(Measurements.WINDOW));
  }

  private static ObjectNode object(String kind) {
    return JsonNodeFactory.instance.objectNode().put("kind", kind).put("apiVersion", API_VERSION);
  }
}
