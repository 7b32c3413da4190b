package dev.tend.schema.rules;

import dev.tend.manifest.Quantity;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Amounts of resources: their names, and what is asked for against what is allowed. */
final class ResourceRules {
  private static final Set<String> CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");
  private static final List<String> POD_LEVEL = List.of("cpu", "hugepages-", "memory");

  /** Names without a domain. */
  private static final Set<String> STANDARD =
      Set.of(
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage",
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "storage",
          "requests.storage",
          "services.nodeports",
          "services.loadbalancers");

  private static final Set<String> WHOLE =
      Set.of(
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "services.nodeports",
          "services.loadbalancers");

  private ResourceRules() {}

  /** {@code resources} of a container. */
  static final Rule REQUIREMENTS = requirements(ResourceRules::containerName);

  /** {@code resources} of a pod. */
  static final Rule POD_REQUIREMENTS = requirements(ResourceRules::podName);

  private static Rule requirements(Rule name) {
    return (resources, faults) -> {
      Field limits = resources.at("limits");
      Field requests = resources.at("requests");
      for (Field limit : limits.entries()) {
        name.check(limit, faults);
        value(limit, faults);
        hugePage(limit, faults);
      }
      for (Field request : requests.entries()) {
        name.check(request, faults);
        value(request, faults);
        against(request, limits, requests, faults);
        hugePage(request, faults);
      }
      boolean computes = computes(limits) || computes(requests);
      boolean huge = hasHugePages(limits) || hasHugePages(requests);
      if (huge && !computes) {
        faults.forbidden(resources, "HugePages require cpu or memory");
      }
      claims(resources, faults);
    };
  }

  private static boolean computes(Field amounts) {
    return amounts.has("cpu") || amounts.has("memory");
  }

  private static boolean hasHugePages(Field amounts) {
    return amounts.entries().stream().anyMatch(entry -> isHugePage(entry.name()));
  }

  private static void against(Field request, Field limits, Field requests, Faults faults) {
    Field limit = limits.key(request.name());
    boolean overcommits = isNative(request.name()) && !isHugePage(request.name());
    Optional<Quantity> wanted = Checks.quantity(request);
    Optional<Quantity> most = Checks.quantity(limit);
    if (most.isEmpty()) {
      if (!overcommits) {
        faults.required(limits, "Limit must be set for non overcommitable resources");
      }
      return;
    }
    int order = wanted.map(amount -> amount.compareTo(most.get())).orElse(0);
    String canonical = Checks.canonical(request);
    String rest = "%s limit of %s".formatted(request.name(), most.get().canonical());
    if (order != 0 && !overcommits) {
      faults.invalidText(requests, canonical, "must be equal to " + rest);
    } else if (order > 0) {
      faults.invalidText(requests, canonical, "must be less than or equal to " + rest);
    }
  }

  private static void hugePage(Field amount, Faults faults) {
    if (!isHugePage(amount.name())) {
      return;
    }
    Optional<Quantity> page = Quantity.parse(amount.name().substring("hugepages-".length()));
    Optional<Quantity> value = Checks.quantity(amount);
    boolean divisible =
        page.filter(size -> size.value().signum() > 0)
            .flatMap(size -> value.map(all -> all.value().remainder(size.value()).signum() == 0))
            .orElse(false);
    if (!divisible) {
      String canonical = Checks.canonical(amount);
      faults.invalidText(
          amount,
          canonical,
          "%s is not positive integer multiple of %s".formatted(canonical, amount.name()));
    }
  }

  /** Not negative; whole where halves make no sense. */
  static void value(Field amount, Faults faults) {
    Checks.NOT_NEGATIVE_QUANTITY.check(amount, faults);
    String name = amount.name();
    boolean extended = !isNative(name) && !name.startsWith("requests.");
    boolean whole = WHOLE.contains(name) || extended;
    Optional<BigDecimal> value = Checks.quantity(amount).map(Quantity::value);
    if (whole && value.filter(all -> all.stripTrailingZeros().scale() > 0).isPresent()) {
      faults.invalidText(amount, Checks.canonical(amount), "must be an integer");
    }
  }

  /** The name of any resource: a standard one, or one with a domain. */
  static void name(Field amount, Faults faults) {
    name(amount, amount.name(), faults);
  }

  static boolean name(Field place, String name, Faults faults) {
    List<String> wrong = Form.QUALIFIED_NAME.faults(name);
    wrong.forEach(why -> faults.invalidText(place, name, why));
    if (wrong.isEmpty() && !name.contains("/") && !isStandard(name)) {
      faults.invalidText(place, name, "must be a standard resource type or fully qualified");
      return false;
    }
    return wrong.isEmpty();
  }

  static void containerName(Field amount, Faults faults) {
    containerName(amount, amount.name(), faults);
  }

  static void containerName(Field place, String name, Faults faults) {
    name(place, name, faults);
    if (!name.contains("/")) {
      if (!CONTAINER.contains(name) && !isHugePage(name)) {
        faults.invalidText(place, name, "must be a standard resource for containers");
      }
    } else if (!isNative(name)
        && (name.startsWith("requests.")
            || !Form.QUALIFIED_NAME.faults("requests." + name).isEmpty())) {
      faults.invalidText(place, name, "doesn't follow extended resource name standard");
    }
  }

  private static void podName(Field amount, Faults faults) {
    String name = amount.name();
    boolean supported = name.equals("cpu") || name.equals("memory") || isHugePage(name);
    if (name(amount, name, faults) && !supported) {
      faults.unsupported(amount, Faults.quoted(name), POD_LEVEL);
    }
  }

  static boolean isStandard(String name) {
    return STANDARD.contains(name) || isHugePage(name) || name.startsWith("requests.hugepages-");
  }

  static boolean isHugePage(String name) {
    return name.startsWith("hugepages-");
  }

  /** Whether it is the cluster's own: without a domain, or in kubernetes.io. */
  static boolean isNative(String name) {
    return !name.contains("/") || name.contains("kubernetes.io/");
  }

  private static void claims(Field resources, Faults faults) {
    Field spec = resources.parent().parent().parent();
    Set<String> known = new TreeSet<>();
    spec.at("resourceClaims").items().forEach(claim -> known.add(claim.at("name").text()));
    Set<String> names = new HashSet<>();
    for (Field claim : resources.at("claims").items()) {
      String name = claim.at("name").text();
      if (name.isEmpty()) {
        faults.required(claim);
        continue;
      }
      String request = claim.at("request").text();
      String key = request.isEmpty() ? name : name + "/" + request;
      if (names.contains(name)) {
        faults.duplicateText(claim, name);
      } else {
        if (!request.isEmpty()) {
          Checks.form(Form.DNS_LABEL).check(claim.at("request"), faults);
        }
        if (!names.add(key)) {
          faults.duplicateText(claim, key);
        }
      }
      if (!known.contains(name)) {
        faults.notFound(
            claim,
            name,
            "must be one of the names in pod.spec.resourceClaims"
                + (known.isEmpty() ? " which is empty" : ": " + String.join(", ", known)));
      }
    }
  }
}
