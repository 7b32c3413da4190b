package dev.tend.schema.cel;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One overload of a function, with what it does.
 *
 * @param id unique among all overloads
 * @param member whether it is called on its first parameter: {@code a.f(b)}
 */
record Function(
    String name, String id, boolean member, CelType result, List<CelType> parameters, Body body) {
  /** What a function makes of its arguments. */
  interface Body {
    Object apply(Object[] arguments);
  }

  Function {
    parameters = List.copyOf(parameters);
  }

  static Function global(
      String name, String id, CelType result, List<CelType> parameters, Body body) {
    return new Function(name, id, false, result, parameters, body);
  }

  static Function member(
      String name, String id, CelType result, List<CelType> parameters, Body body) {
    return new Function(name, id, true, result, parameters, body);
  }

  CelOverloadDecl declaration() {
    return member
        ? CelOverloadDecl.newMemberOverload(id, result, parameters)
        : CelOverloadDecl.newGlobalOverload(id, result, parameters);
  }

  @SuppressWarnings("Immutable") // No body has state that changes.
  CelFunctionBinding binding() {
    ImmutableList<Class<?>> classes =
        parameters.stream()
            .<Class<?>>map(Function::classOf)
            .collect(ImmutableList.toImmutableList());
    // The library dispatches on types at run time only to what was bound as unary or binary.
    return switch (classes.size()) {
      case 1 -> CelFunctionBinding.from(id, classes.get(0), a -> body.apply(new Object[] {a}));
      case 2 ->
          CelFunctionBinding.from(
              id, classes.get(0), classes.get(1), (a, b) -> body.apply(new Object[] {a, b}));
      default -> CelFunctionBinding.from(id, classes, body::apply);
    };
  }

  private static Class<?> classOf(CelType type) {
    return switch (type.kind()) {
      case BOOL -> Boolean.class;
      case INT -> Long.class;
      case UINT -> UnsignedLong.class;
      case DOUBLE -> Double.class;
      case STRING -> String.class;
      case BYTES -> CelByteString.class;
      case DURATION -> Duration.class;
      case TIMESTAMP -> Instant.class;
      case LIST -> List.class;
      case MAP -> Map.class;
      case OPAQUE -> Opaque.classOf(type.name());
      default -> Object.class;
    };
  }
}
