package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.Quantity;
import dev.tend.sandbox.amounts.PodResources;
import dev.tend.sandbox.amounts.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One limit of a LimitRange. */
final class LimitItem {
  private final JsonNode limit;
  private final String type;

  LimitItem(JsonNode limit) {
    this.limit = limit;
    this.type = limit.path("type").asText();
  }

  List<String> checkPod(JsonNode spec) {
    List<String> findings = new ArrayList<>();
    if (type.equals("Container")) {
      for (String list : List.of("containers", "initContainers")) {
        for (JsonNode container : spec.path(list)) {
          JsonNode resources = container.path("resources");
          findings.addAll(
              check(Usage.of(resources.path("requests")), Usage.of(resources.path("limits"))));
        }
      }
    } else if (type.equals("Pod")) {
      findings.addAll(check(PodResources.requests(spec), PodResources.limits(spec)));
    }
    return findings;
  }

  List<String> checkClaim(JsonNode spec) {
    List<String> findings = new ArrayList<>();
    if (type.equals("PersistentVolumeClaim")) {
      Usage requests = Usage.of(spec.path("resources").path("requests"));
      each("min").forEach((name, bound) -> add(findings, min(name, bound, requests, Usage.NONE)));
      each("max").forEach((name, bound) -> add(findings, maxRequest(name, bound, requests)));
    }
    return findings;
  }

  private List<String> check(Usage requests, Usage limits) {
    List<String> findings = new ArrayList<>();
    each("min").forEach((name, bound) -> add(findings, min(name, bound, requests, limits)));
    each("max").forEach((name, bound) -> add(findings, max(name, bound, requests, limits)));
    each("maxLimitRequestRatio")
        .forEach((name, bound) -> add(findings, ratio(name, bound, requests, limits)));
    return findings;
  }

  private Map<String, Quantity> each(String field) {
    return Usage.of(limit.path(field)).amounts();
  }

  private static void add(List<String> findings, String finding) {
    if (!finding.isEmpty()) {
      findings.add(finding);
    }
  }

  private String min(String name, Quantity bound, Usage requests, Usage limits) {
    String what = "minimum %s usage per %s is %s".formatted(name, type, bound);
    Optional<Quantity> request = requests.get(name);
    Optional<Quantity> limited = limits.get(name);
    if (request.isEmpty()) {
      return what + ".  No request is specified";
    }
    if (request.get().compareTo(bound) < 0) {
      return what + ", but request is " + request.get();
    }
    return limited.filter(one -> one.compareTo(bound) < 0).isPresent()
        ? what + ", but limit is " + limited.get()
        : "";
  }

  private String max(String name, Quantity bound, Usage requests, Usage limits) {
    String what = "maximum %s usage per %s is %s".formatted(name, type, bound);
    Optional<Quantity> request = requests.get(name);
    Optional<Quantity> limited = limits.get(name);
    if (limited.isEmpty()) {
      return what + ".  No limit is specified";
    }
    if (limited.get().compareTo(bound) > 0) {
      return what + ", but limit is " + limited.get();
    }
    return request.filter(one -> one.compareTo(bound) > 0).isPresent()
        ? what + ", but request is " + request.get()
        : "";
  }

  private String maxRequest(String name, Quantity bound, Usage requests) {
    String what = "maximum %s usage per %s is %s".formatted(name, type, bound);
    Optional<Quantity> request = requests.get(name);
    if (request.isEmpty()) {
      return what + ".  No request is specified";
    }
    return request.get().compareTo(bound) > 0 ? what + ", but request is " + request.get() : "";
  }

  private String ratio(String name, Quantity bound, Usage requests, Usage limits) {
    String what = "%s max limit to request ratio per %s is %s".formatted(name, type, bound);
    BigDecimal request = requests.get(name).map(Quantity::value).orElse(BigDecimal.ZERO);
    BigDecimal limited = limits.get(name).map(Quantity::value).orElse(BigDecimal.ZERO);
    if (request.signum() == 0) {
      return what + ", but no request is specified or request is 0";
    }
    if (limited.signum() == 0) {
      return what + ", but no limit is specified or limit is 0";
    }
    BigDecimal ratio = limited.divide(request, MathContext.DECIMAL64);
    return ratio.compareTo(bound.value()) > 0
        ? what + String.format(Locale.ROOT, ", but provided ratio is %f", ratio.doubleValue())
        : "";
  }
}
