package dev.tend.schema.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** When two values are the same, and which of two comes first. */
final class Equality {
  private Equality() {}

  static boolean equal(Object one, Object other) {
    if (isNumber(one) && isNumber(other)) {
      return comparable(one, other) && compareNumbers(one, other) == 0;
    }
    if (one instanceof TypedList list) {
      return other instanceof List<?> theirs && list.hasSameItems(theirs);
    }
    if (one instanceof List<?> list) {
      return other instanceof List<?> theirs && sameList(list, theirs);
    }
    if (one instanceof Map<?, ?> map) {
      return other instanceof Map<?, ?> theirs && sameMap(map, theirs);
    }
    return one.equals(other);
  }

  private static boolean sameList(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<?> theirs = other.iterator();
    for (Object item : one) {
      if (!equal(item, theirs.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMap(Map<?, ?> one, Map<?, ?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : one.entrySet()) {
      Object theirs = other.get(entry.getKey());
      if (theirs == null || !equal(entry.getValue(), theirs)) {
        return false;
      }
    }
    return true;
  }

  /** Of two values of one ordered type. */
  static int compare(Object one, Object other) {
    if (isNumber(one) && isNumber(other)) {
      return compareNumbers(one, other);
    } else if (one instanceof String a && other instanceof String b) {
      return a.compareTo(b);
    } else if (one instanceof Boolean a && other instanceof Boolean b) {
      return Boolean.compare(a, b);
    } else if (one instanceof Duration a && other instanceof Duration b) {
      return a.compareTo(b);
    } else if (one instanceof Instant a && other instanceof Instant b) {
      return a.compareTo(b);
    } else if (one instanceof CelByteString a && other instanceof CelByteString b) {
      return Arrays.compareUnsigned(a.toByteArray(), b.toByteArray());
    }
    throw Values.noSuchOverload();
  }

  private static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof UnsignedLong;
  }

  private static boolean comparable(Object one, Object other) {
    return !(one instanceof Double a && a.isNaN()) && !(other instanceof Double b && b.isNaN());
  }

  private static int compareNumbers(Object one, Object other) {
    if (one instanceof Long a && other instanceof Long b) {
      return Long.compare(a, b);
    } else if (one instanceof UnsignedLong a && other instanceof UnsignedLong b) {
      return a.compareTo(b);
    }
    return Double.compare(((Number) one).doubleValue(), ((Number) other).doubleValue());
  }
}
