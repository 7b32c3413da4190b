package dev.tend.schema.rules;

import dev.tend.manifest.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What parts of a pod's spec must agree on. */
final class ConsistencyRules {
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private ConsistencyRules() {}

  /** A pod's resources against those of its containers. */
  static final Rule RESOURCES =
      (resources, faults) -> {
        Field spec = resources.parent();
        Map<String, Quantity> sums = new TreeMap<>();
        for (Field container : spec.at("containers").items()) {
          add(container.at("resources", "requests"), sums);
        }
        for (Field amount : resources.at("requests").entries()) {
          Quantity sum = sums.get(amount.name());
          Optional<Quantity> own = Checks.quantity(amount);
          if (sum != null && own.isPresent() && sum.compareTo(own.get()) > 0) {
            faults.invalidText(
                amount,
                own.get().canonical(),
                "must be greater than or equal to aggregate container requests of "
                    + sum.canonical());
          }
        }
        limits(resources, spec, faults);
      };

  private static void add(Field amounts, Map<String, Quantity> sums) {
    for (Field amount : amounts.entries()) {
      Checks.quantity(amount).ifPresent(one -> sums.merge(amount.name(), one, Quantity::plus));
    }
  }

  private static void limits(Field resources, Field spec, Faults faults) {
    int position = 0;
    for (Field container : spec.at("containers").items()) {
      for (Field limit : container.at("resources", "limits").entries()) {
        Optional<Quantity> own = Checks.quantity(limit);
        Optional<Quantity> most = Checks.quantity(resources.at("limits").key(limit.name()));
        if (own.isPresent() && most.isPresent() && own.get().compareTo(most.get()) > 0) {
          Field place =
              resources.place("containers").index(position).key(limit.name()).place("limits");
          faults.invalidText(
              place,
              own.get().canonical(),
              "must be less than or equal to pod limits of " + most.get().canonical());
        }
      }
      position++;
    }
  }

  /** Variables from files: their volume is there, and empty at first. */
  static final Rule FILE_KEYS =
      (spec, faults) -> {
        for (String list : CONTAINERS) {
          for (Field container : spec.at(list).items()) {
            for (Field variable : container.at("env").items()) {
              Field ref = variable.at("valueFrom", "fileKeyRef");
              if (ref.isSet()) {
                volume(ref.at("volumeName"), spec, faults);
              }
            }
          }
        }
      };

  private static void volume(Field name, Field spec, Faults faults) {
    List<Field> found =
        spec.at("volumes").items().stream()
            .filter(volume -> volume.at("name").text().equals(name.text()))
            .toList();
    if (found.isEmpty()) {
      faults.notFound(name, name.text(), "");
    } else if (!found.getLast().has("emptyDir")) {
      faults.invalid(name, "referenced volume must be of type emptyDir");
    }
  }
}
