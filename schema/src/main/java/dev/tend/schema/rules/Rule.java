package dev.tend.schema.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What a value must be. Tables of rules are made of the static methods. */
@FunctionalInterface
interface Rule {
  void check(Field field, Faults faults);

  /** Each in turn. */
  static Rule all(Rule... rules) {
    List<Rule> list = List.of(rules);
    return (field, faults) -> list.forEach(rule -> rule.check(field, faults));
  }

  /** Of a child, be it there or not. */
  static Rule at(String name, Rule... rules) {
    Rule rule = all(rules);
    return (field, faults) -> rule.check(field.at(name), faults);
  }

  /** Of a child, where it is there. */
  static Rule given(String name, Rule... rules) {
    Rule rule = all(rules);
    return (field, faults) -> {
      if (field.has(name)) {
        rule.check(field.at(name), faults);
      }
    };
  }

  /** Of a child, where it isn't empty. */
  static Rule filled(String name, Rule... rules) {
    Rule rule = all(rules);
    return (field, faults) -> {
      Field child = field.at(name);
      if (!child.isEmpty()) {
        rule.check(child, faults);
      }
    };
  }

  /** Of each item of a list. */
  static Rule each(String name, Rule... rules) {
    Rule rule = all(rules);
    return (field, faults) -> field.at(name).items().forEach(item -> rule.check(item, faults));
  }

  /** Only where the object is so. */
  static Rule when(Predicate<Field> condition, Rule... rules) {
    Rule rule = all(rules);
    return (field, faults) -> {
      if (condition.test(field)) {
        rule.check(field, faults);
      }
    };
  }

  /** The first table that finds something. */
  static Rule first(Rule... rules) {
    List<Rule> list = Arrays.asList(rules);
    return (field, faults) -> {
      int before = faults.count();
      for (Rule rule : list) {
        rule.check(field, faults);
        if (faults.count() > before) {
          return;
        }
      }
    };
  }
}
