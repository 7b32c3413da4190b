package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.FieldFault.Kind;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an object, in the order and the words of a server. */
public final class Faults {
  private final List<FieldFault> all = new ArrayList<>();

  public List<FieldFault> all() {
    return List.copyOf(all);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  int count() {
    return all.size();
  }

  void add(Faults others) {
    all.addAll(others.all);
  }

  void required(Field at) {
    required(at, "");
  }

  void required(Field at, String why) {
    all.add(FieldFault.required(at.place(), why));
  }

  /** The value that stands there is wrong. */
  void invalid(Field at, String why) {
    invalid(at, at, why);
  }

  /** One value is wrong because of another, which is shown. */
  void invalid(Field at, Field shown, String why) {
    all.add(FieldFault.invalid(at.place(), shown.shown(), why));
  }

  void invalidText(Field at, String shown, String why) {
    all.add(FieldFault.invalid(at.place(), quoted(shown), why));
  }

  /** With a value that is JSON already. */
  void invalidRaw(Field at, String shown, String why) {
    all.add(FieldFault.invalid(at.place(), shown, why));
  }

  /** Without a value. */
  void wrong(Field at, String why) {
    all.add(new FieldFault(Kind.UNSHOWN, at.place(), "", why));
  }

  void unsupported(Field at, List<String> supported) {
    unsupported(at, at.shown(), supported);
  }

  void unsupported(Field at, String shown, List<String> supported) {
    List<String> quoted = supported.stream().map(Faults::quoted).toList();
    all.add(FieldFault.notSupported(at.place(), shown, String.join(", ", quoted)));
  }

  void duplicate(Field at) {
    all.add(FieldFault.duplicate(at.place(), at.shown()));
  }

  void duplicateText(Field at, String shown) {
    all.add(FieldFault.duplicate(at.place(), quoted(shown)));
  }

  void duplicate(Field at, Field shown, String why) {
    all.add(new FieldFault(Kind.DUPLICATE, at.place(), shown.shown(), why));
  }

  void notFound(Field at, String shown, String why) {
    all.add(new FieldFault(Kind.NOT_FOUND, at.place(), quoted(shown), why));
  }

  void forbidden(Field at, String why) {
    all.add(FieldFault.forbidden(at.place(), why));
  }

  /** What the server itself could not do. */
  void internal(Field at, String why) {
    all.add(new FieldFault(Kind.INTERNAL, at.place(), "", why));
  }

  void tooLong(Field at, int most) {
    all.add(
        new FieldFault(
            Kind.TOO_LONG, at.place(), "", "may not be more than %d bytes".formatted(most)));
  }

  void tooMany(Field at, int found, int most) {
    all.add(
        new FieldFault(
            Kind.TOO_MANY,
            at.place(),
            Integer.toString(found),
            "must have at most %d items".formatted(most)));
  }

  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
