package dev.tend.schema.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums, extremes, order and positions of lists. */
final class ListsLibrary {
  private ListsLibrary() {}

  static List<Function> functions() {
    List<Function> all = new ArrayList<>();
    comparable()
        .forEach(
            (name, type) -> {
              List<CelType> list = List.of(ListType.create(type));
              all.add(
                  Function.member(
                      "isSorted",
                      "list_%s_is_sorted_bool".formatted(name),
                      SimpleType.BOOL,
                      list,
                      a -> isSorted((List<?>) a[0])));
              all.add(
                  Function.member(
                      "max",
                      "list_%s_max_%s".formatted(name, name),
                      type,
                      list,
                      a -> extreme((List<?>) a[0], "max", 1)));
              all.add(
                  Function.member(
                      "min",
                      "list_%s_min_%s".formatted(name, name),
                      type,
                      list,
                      a -> extreme((List<?>) a[0], "min", -1)));
            });
    summable()
        .forEach(
            (name, zero) ->
                all.add(
                    Function.member(
                        "sum",
                        "list_%s_sum_%s".formatted(name, name),
                        type(name),
                        List.of(ListType.create(type(name))),
                        a -> sum((List<?>) a[0], zero))));
    CelType any = TypeParamType.create("A");
    List<CelType> listAndItem = List.of(ListType.create(any), any);
    all.add(
        Function.member(
            "indexOf",
            "list_a_index_of_int",
            SimpleType.INT,
            listAndItem,
            a -> indexOf((List<?>) a[0], a[1])));
    all.add(
        Function.member(
            "lastIndexOf",
            "list_a_last_index_of_int",
            SimpleType.INT,
            listAndItem,
            a -> lastIndexOf((List<?>) a[0], a[1])));
    return all;
  }

  private static CelType type(String name) {
    return comparable().getOrDefault(name, SimpleType.DYN);
  }

  private static Map<String, CelType> comparable() {
    Map<String, CelType> types = new LinkedHashMap<>();
    types.put("int", SimpleType.INT);
    types.put("uint", SimpleType.UINT);
    types.put("double", SimpleType.DOUBLE);
    types.put("bool", SimpleType.BOOL);
    types.put("duration", SimpleType.DURATION);
    types.put("timestamp", SimpleType.TIMESTAMP);
    types.put("string", SimpleType.STRING);
    types.put("bytes", SimpleType.BYTES);
    return types;
  }

  private static Map<String, Object> summable() {
    Map<String, Object> zeros = new LinkedHashMap<>();
    zeros.put("int", 0L);
    zeros.put("uint", UnsignedLong.ZERO);
    zeros.put("double", 0.0);
    zeros.put("duration", Duration.ZERO);
    return zeros;
  }

  private static boolean isSorted(List<?> list) {
    for (int i = 1; i < list.size(); i++) {
      if (order(list.get(i - 1), list.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static Object extreme(List<?> list, String name, int wanted) {
    if (list.isEmpty()) {
      throw new CelFault(name + " called on empty list");
    }
    Object best = list.getFirst();
    for (Object item : list) {
      if (Integer.signum(order(item, best)) == wanted) {
        best = item;
      }
    }
    return best;
  }

  /** Values of different types are in order, whichever comes first. */
  private static int order(Object one, Object other) {
    try {
      return Equality.compare(one, other);
    } catch (CelFault e) {
      return 0;
    }
  }

  private static Object sum(List<?> list, Object zero) {
    Object sum = list.isEmpty() ? zero : list.getFirst();
    for (int i = 1; i < list.size(); i++) {
      sum = plus(sum, list.get(i));
    }
    return sum;
  }

  private static Object plus(Object one, Object other) {
    try {
      if (one instanceof Long a && other instanceof Long b) {
        return Math.addExact(a, b);
      } else if (one instanceof Double a && other instanceof Double b) {
        return a + b;
      } else if (one instanceof UnsignedLong a && other instanceof UnsignedLong b) {
        return a.plus(b);
      } else if (one instanceof Duration a && other instanceof Duration b) {
        return a.plus(b);
      }
    } catch (ArithmeticException e) {
      throw new CelFault("integer overflow");
    }
    throw Values.noSuchOverload();
  }

  private static long indexOf(List<?> list, Object item) {
    for (int i = 0; i < list.size(); i++) {
      if (Equality.equal(list.get(i), item)) {
        return i;
      }
    }
    return -1;
  }

  private static long lastIndexOf(List<?> list, Object item) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (Equality.equal(list.get(i), item)) {
        return i;
      }
    }
    return -1;
  }
}
