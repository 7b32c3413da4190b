package dev.tend.schema.rules;

import static dev.tend.schema.rules.Rule.at;

import dev.tend.manifest.Quantity;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Limit ranges: least, most and default amounts, which must be in order. */
final class LimitRangeRules {
  private static final List<String> TYPES = List.of("Pod", "Container", "PersistentVolumeClaim");

  private LimitRangeRules() {}

  static final Rule RANGE =
      at(
          "spec",
          (spec, faults) -> {
            Set<String> types = new HashSet<>();
            for (Field limit : spec.at("limits").items()) {
              type(limit.at("type"), faults);
              if (!types.add(limit.at("type").text())) {
                faults.duplicate(limit.at("type"));
              }
              limit(limit, faults);
            }
          });

  private static void type(Field type, Faults faults) {
    List<String> wrong = Form.QUALIFIED_NAME.faults(type.text());
    wrong.forEach(why -> faults.invalidText(type, type.text(), why));
    if (wrong.isEmpty() && !type.text().contains("/") && !TYPES.contains(type.text())) {
      faults.invalid(type, "must be a standard limit type or fully qualified");
    }
  }

  private static void limit(Field limit, Faults faults) {
    boolean pod = limit.at("type").is("Pod");
    Set<String> keys = new TreeSet<>();
    names(limit, "max", keys, faults);
    names(limit, "min", keys, faults);
    for (String name : List.of("default", "defaultRequest")) {
      if (!pod) {
        names(limit, name, keys, faults);
      } else if (!limit.at(name).isEmpty()) {
        faults.forbidden(limit.at(name), "may not be specified when `type` is 'Pod'");
      }
    }
    boolean claim = limit.at("type").is("PersistentVolumeClaim");
    if (claim && !limit.at("min").has("storage") && !limit.at("max").has("storage")) {
      faults.required(
          limit.place("limits"),
          "either minimum or maximum storage value is required, but neither was provided");
    }
    names(limit, "maxLimitRequestRatio", keys, faults);
    keys.forEach(key -> ordered(limit, key, pod, faults));
  }

  private static void names(Field limit, String field, Set<String> keys, Faults faults) {
    boolean container = limit.at("type").is("Pod") || limit.at("type").is("Container");
    for (Field amount : limit.at(field).entries()) {
      if (container) {
        ResourceRules.containerName(amount, faults);
      } else {
        ResourceRules.name(amount, faults);
      }
      keys.add(amount.name());
    }
  }

  private static void ordered(Field limit, String key, boolean pod, Faults faults) {
    Field least = limit.at("min").key(key);
    Field most = limit.at("max").key(key);
    Field normal = limit.at(pod ? "" : "default").key(key);
    Field asked = limit.at(pod ? "" : "defaultRequest").key(key);
    above(least, "min value", most, "max value", least, least, faults);
    above(least, "min value", asked, "default request value", asked, asked, faults);
    above(asked, "default request value", most, "max value", asked, asked, faults);
    above(asked, "default request value", normal, "default limit value", asked, asked, faults);
    above(least, "min value", normal, "default value", normal, least, faults);
    above(normal, "default value", most, "max value", normal, most, faults);
    ratio(limit.at("maxLimitRequestRatio").key(key), least, most, faults);
    boolean overcommits = ResourceRules.isNative(key) && !ResourceRules.isHugePage(key);
    Optional<Quantity> one = Checks.quantity(normal);
    Optional<Quantity> other = Checks.quantity(asked);
    if (!overcommits
        && one.isPresent()
        && other.isPresent()
        && one.get().compareTo(other.get()) != 0) {
      faults.invalidText(
          asked,
          other.get().canonical(),
          "default value %s must equal to defaultRequest value %s in %s"
              .formatted(one.get().canonical(), other.get().canonical(), key));
    }
  }

  /** Refuses the first to be more than the second. */
  private static void above(
      Field first,
      String firstName,
      Field second,
      String secondName,
      Field at,
      Field shown,
      Faults faults) {
    Optional<Quantity> one = Checks.quantity(first);
    Optional<Quantity> other = Checks.quantity(second);
    if (one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) > 0) {
      faults.invalidText(
          at,
          Checks.canonical(shown),
          "%s %s is greater than %s %s"
              .formatted(firstName, one.get().canonical(), secondName, other.get().canonical()));
    }
  }

  private static void ratio(Field ratio, Field least, Field most, Faults faults) {
    Optional<Quantity> wanted = Checks.quantity(ratio);
    if (wanted.isEmpty()) {
      return;
    }
    String text = wanted.get().canonical();
    if (wanted.get().value().compareTo(BigDecimal.ONE) < 0) {
      faults.invalidText(ratio, text, "ratio %s is less than 1".formatted(text));
    }
    Optional<Quantity> low = Checks.quantity(least).filter(q -> q.value().signum() != 0);
    Optional<Quantity> high = Checks.quantity(most);
    if (low.isPresent() && high.isPresent()) {
      double possible = high.get().value().doubleValue() / low.get().value().doubleValue();
      if (wanted.get().value().doubleValue() > possible) {
        faults.invalidText(
            ratio,
            text,
            "ratio %s is greater than max/min = %s"
                .formatted(text, String.format(Locale.ROOT, "%f", possible)));
      }
    }
  }
}
