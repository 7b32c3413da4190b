package dev.tend.schema.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.RuntimeHelpers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What {@code +} makes; lists that are sets or maps stay so. */
final class Additions {
  private Additions() {}

  static List<Function> functions() {
    CelType list = ListType.create(SimpleType.DYN);
    CelType time = SimpleType.TIMESTAMP;
    CelType duration = SimpleType.DURATION;
    return List.of(
        plus("int64", SimpleType.INT, a -> exact((Long) a[0], (Long) a[1])),
        plus("uint64", SimpleType.UINT, a -> exact((UnsignedLong) a[0], (UnsignedLong) a[1])),
        plus("double", SimpleType.DOUBLE, a -> (Double) a[0] + (Double) a[1]),
        plus("string", SimpleType.STRING, a -> (String) a[0] + a[1]),
        plus("bytes", SimpleType.BYTES, a -> ((CelByteString) a[0]).concat((CelByteString) a[1])),
        plus("list", list, a -> lists((List<?>) a[0], (List<?>) a[1])),
        plus("duration_duration", duration, a -> ((Duration) a[0]).plus((Duration) a[1])),
        Function.global(
            "_+_",
            "add_timestamp_duration",
            time,
            List.of(time, duration),
            a -> ((Instant) a[0]).plus((Duration) a[1])),
        Function.global(
            "_+_",
            "add_duration_timestamp",
            time,
            List.of(duration, time),
            a -> ((Instant) a[1]).plus((Duration) a[0])));
  }

  private static Function plus(String id, CelType type, Function.Body body) {
    return Function.global("_+_", "add_" + id, type, List.of(type, type), body);
  }

  private static long exact(long one, long other) {
    try {
      return Math.addExact(one, other);
    } catch (ArithmeticException e) {
      throw new CelFault("integer overflow");
    }
  }

  private static UnsignedLong exact(UnsignedLong one, UnsignedLong other) {
    UnsignedLong sum = one.plus(other);
    if (sum.compareTo(one) < 0) {
      throw new CelFault("unsigned integer overflow");
    }
    return sum;
  }

  @SuppressWarnings("unchecked") // Only read.
  private static List<Object> lists(List<?> one, List<?> other) {
    return one instanceof TypedList typed
        ? typed.plus(other)
        : RuntimeHelpers.concat((List<Object>) one, (List<Object>) other);
  }
}
