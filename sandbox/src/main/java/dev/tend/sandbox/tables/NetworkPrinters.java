package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of services and what belongs to them. */
final class NetworkPrinters {
  static final Printer SERVICE =
      Printer.of(
          NetworkPrinters::service,
          Column.NAME,
          Column.text("Type", "How the service is exposed."),
          Column.text("Cluster-IP", "The address of the service within the cluster."),
          Column.text("External-IP", "Addresses of the service outside of the cluster."),
          Column.text("Port(s)", "The ports that are exposed by this service."),
          Column.AGE,
          Column.wide("Selector", "Labels of the pods that get the traffic."));

  static final Printer INGRESS =
      Printer.of(
          NetworkPrinters::ingress,
          Column.NAME,
          Column.text("Class", "The name of the IngressClass resource that is used."),
          Column.text("Hosts", "Hosts that incoming requests are matched against."),
          Column.text("Address", "Addresses of the load balancer."),
          Column.text("Ports", "Ports of TLS configurations that open"),
          Column.AGE);

  static final Printer INGRESS_CLASS =
      Printer.of(
          (object, now, cells) -> {
            JsonNode parameters = object.path("spec").path("parameters");
            cells.add(Cells.name(object)).add(object.path("spec").path("controller").asText());
            cells.add(parameters.isEmpty() ? Cells.NONE : parameters(parameters));
            cells.add(Cells.age(object, now));
          },
          Column.NAME,
          Column.text("Controller", "Controller that is responsible for handling this class"),
          Column.text("Parameters", "A reference to a resource with additional parameters"),
          Column.AGE);

  static final Printer ENDPOINTS =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(endpoints(object.path("subsets")))
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Endpoints", "Addresses that offer the ports of the service."),
          Column.AGE);

  static final Printer ENDPOINT_SLICE =
      Printer.of(
          NetworkPrinters::endpointSlice,
          Column.NAME,
          Column.text("AddressType", "The type of address carried by this EndpointSlice."),
          Column.text("Ports", "Ports of each endpoint in this slice."),
          Column.text("Endpoints", "Addresses of the endpoints in this slice."),
          Column.AGE);

  static final Printer NETWORK_POLICY =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(Cells.selector(object.path("spec").path("podSelector")))
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.text("Pod-Selector", "The pods to which this policy applies."),
          Column.AGE);

  private NetworkPrinters() {}

  private static void service(ObjectNode service, Instant now, ArrayNode cells) {
    JsonNode spec = service.path("spec");
    cells.add(Cells.name(service)).add(spec.path("type").asText());
    cells.add(Cells.orNone(spec.path("clusterIP"))).add(externalAddresses(service));
    List<String> ports = new ArrayList<>();
    for (JsonNode port : spec.path("ports")) {
      String node = port.path("nodePort").asInt() == 0 ? "" : ":" + port.path("nodePort").asInt();
      ports.add(port.path("port").asInt() + node + "/" + port.path("protocol").asText());
    }
    cells.add(ports.isEmpty() ? Cells.NONE : String.join(",", ports));
    cells.add(Cells.age(service, now)).add(Cells.labels(spec.path("selector")));
  }

  private static String externalAddresses(ObjectNode service) {
    JsonNode spec = service.path("spec");
    List<String> addresses = new ArrayList<>();
    String type = spec.path("type").asText();
    if (type.equals("ExternalName")) {
      return spec.path("externalName").asText();
    }
    if (type.equals("LoadBalancer")) {
      addresses.addAll(balancers(service));
    }
    spec.path("externalIPs").forEach(address -> addresses.add(address.asText()));
    if (!addresses.isEmpty()) {
      return String.join(",", addresses);
    }
    return type.equals("LoadBalancer") ? "<pending>" : Cells.NONE;
  }

  private static List<String> balancers(ObjectNode object) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode ingress : object.path("status").path("loadBalancer").path("ingress")) {
      String ip = ingress.path("ip").asText("");
      addresses.add(ip.isEmpty() ? ingress.path("hostname").asText("") : ip);
    }
    return addresses;
  }

  private static void ingress(ObjectNode ingress, Instant now, ArrayNode cells) {
    JsonNode spec = ingress.path("spec");
    List<String> hosts = new ArrayList<>();
    for (JsonNode rule : spec.path("rules")) {
      String host = rule.path("host").asText("");
      if (!host.isEmpty()) {
        hosts.add(host);
      }
    }
    int more = hosts.size() - 3;
    hosts.subList(Math.min(3, hosts.size()), hosts.size()).clear();
    String text = hosts.isEmpty() ? "*" : String.join(",", hosts);
    cells.add(Cells.name(ingress)).add(Cells.orNone(spec.path("ingressClassName")));
    cells.add(more > 0 ? text + " + " + more + " more..." : text);
    cells.add(String.join(",", balancers(ingress)));
    cells.add(spec.path("tls").isEmpty() ? "80" : "80, 443").add(Cells.age(ingress, now));
  }

  private static String parameters(JsonNode reference) {
    String group = reference.path("apiGroup").asText("");
    String kind = reference.path("kind").asText();
    return (group.isEmpty() ? kind : kind + "." + group) + "/" + reference.path("name").asText();
  }

  private static String endpoints(JsonNode subsets) {
    List<String> texts = new ArrayList<>();
    for (JsonNode subset : subsets) {
      for (JsonNode port : subset.path("ports")) {
        for (JsonNode address : subset.path("addresses")) {
          texts.add(address.path("ip").asText() + ":" + port.path("port").asInt());
        }
      }
    }
    return limited(texts, Cells.NONE);
  }

  private static void endpointSlice(ObjectNode slice, Instant now, ArrayNode cells) {
    List<String> ports = new ArrayList<>();
    slice.path("ports").forEach(port -> ports.add(port.path("port").asText("*")));
    List<String> addresses = new ArrayList<>();
    for (JsonNode endpoint : slice.path("endpoints")) {
      endpoint.path("addresses").forEach(address -> addresses.add(address.asText()));
    }
    cells.add(Cells.name(slice)).add(slice.path("addressType").asText());
    cells.add(limited(ports, Cells.UNSET)).add(limited(addresses, Cells.UNSET));
    cells.add(Cells.age(slice, now));
  }

  private static String limited(List<String> texts, String none) {
    if (texts.isEmpty()) {
      return none;
    }
    String shown = String.join(",", texts.subList(0, Math.min(3, texts.size())));
    return texts.size() > 3 ? shown + " + " + (texts.size() - 3) + " more..." : shown;
  }
}
