package dev.tend.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.BYTES;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;
import static dev.cel.common.types.SimpleType.UINT;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Functions that the library has, too, as servers run them: numbers as Go writes them, Go's words
 * for what can't be converted, and equality of lists that are sets or maps.
 */
final class Conversions {
  static final List<StandardFunction> REPLACED =
      List.of(
          StandardFunction.ADD,
          StandardFunction.EQUALS,
          StandardFunction.NOT_EQUALS,
          StandardFunction.STRING,
          StandardFunction.INT,
          StandardFunction.UINT,
          StandardFunction.DOUBLE,
          StandardFunction.BOOL,
          StandardFunction.MODULO);
  private static final double LONGS_END = 0x1p63;
  private static final double UNSIGNED_END = 0x1p64;

  private Conversions() {}

  static List<Function> functions() {
    CelType any = TypeParamType.create("A");
    return List.of(
        operator("_==_", "equals", any, a -> Equality.equal(a[0], a[1])),
        operator("_!=_", "not_equals", any, a -> !Equality.equal(a[0], a[1])),
        operator("_%_", "modulo_int64", INT, a -> modulo((Long) a[0], (Long) a[1])),
        operator(
            "_%_", "modulo_uint64", UINT, a -> modulo((UnsignedLong) a[0], (UnsignedLong) a[1])),
        to(STRING, "string_to_string", STRING, a -> a[0]),
        to(STRING, "int64_to_string", INT, a -> a[0].toString()),
        to(STRING, "uint64_to_string", UINT, a -> a[0].toString()),
        to(STRING, "double_to_string", DOUBLE, a -> GoNumbers.shortest((Double) a[0])),
        to(STRING, "bool_to_string", BOOL, a -> a[0].toString()),
        to(STRING, "bytes_to_string", BYTES, a -> decoded((CelByteString) a[0])),
        to(STRING, "timestamp_to_string", TIMESTAMP, a -> Values.timestamp((Instant) a[0])),
        to(STRING, "duration_to_string", DURATION, a -> Values.seconds((Duration) a[0])),
        to(INT, "int64_to_int64", INT, a -> a[0]),
        to(INT, "uint64_to_int64", UINT, a -> toLong(((UnsignedLong) a[0]).bigIntegerValue())),
        to(INT, "double_to_int64", DOUBLE, a -> toLong((Double) a[0])),
        to(INT, "string_to_int64", STRING, a -> toLong((String) a[0])),
        to(INT, "timestamp_to_int64", TIMESTAMP, a -> ((Instant) a[0]).getEpochSecond()),
        to(UINT, "uint64_to_uint64", UINT, a -> a[0]),
        to(UINT, "int64_to_uint64", INT, a -> toUnsigned((Long) a[0])),
        to(UINT, "double_to_uint64", DOUBLE, a -> toUnsigned((Double) a[0])),
        to(UINT, "string_to_uint64", STRING, a -> toUnsigned((String) a[0])),
        to(DOUBLE, "double_to_double", DOUBLE, a -> a[0]),
        to(DOUBLE, "int64_to_double", INT, a -> ((Long) a[0]).doubleValue()),
        to(DOUBLE, "uint64_to_double", UINT, a -> ((UnsignedLong) a[0]).doubleValue()),
        to(DOUBLE, "string_to_double", STRING, a -> toDouble((String) a[0])),
        to(BOOL, "bool_to_bool", BOOL, a -> a[0]),
        to(BOOL, "string_to_bool", STRING, a -> toBool((String) a[0])));
  }

  private static Function operator(String name, String id, CelType type, Function.Body body) {
    CelType result = name.equals("_%_") ? type : BOOL;
    return Function.global(name, id, result, List.of(type, type), body);
  }

  private static Function to(CelType result, String id, CelType from, Function.Body body) {
    return Function.global(result.name(), id, result, List.of(from), body);
  }

  private static long modulo(long number, long by) {
    if (by == 0) {
      throw new CelFault("modulus by zero");
    }
    if (number == Long.MIN_VALUE && by == -1) {
      throw new CelFault("integer overflow");
    }
    return number % by;
  }

  private static UnsignedLong modulo(UnsignedLong number, UnsignedLong by) {
    if (by.equals(UnsignedLong.ZERO)) {
      throw new CelFault("modulus by zero");
    }
    return number.mod(by);
  }

  private static String decoded(CelByteString bytes) {
    if (!bytes.isValidUtf8()) {
      throw new CelFault("invalid UTF-8 in bytes, cannot convert to string");
    }
    return bytes.toStringUtf8();
  }

  private static long toLong(BigInteger number) {
    if (number.bitLength() >= Long.SIZE) {
      throw new CelFault("integer overflow");
    }
    return number.longValue();
  }

  private static long toLong(double number) {
    if (Double.isNaN(number) || number <= -LONGS_END || number >= LONGS_END) {
      throw new CelFault("integer overflow");
    }
    return (long) number;
  }

  private static long toLong(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw unconvertible("int");
    }
  }

  private static UnsignedLong toUnsigned(long number) {
    if (number < 0) {
      throw new CelFault("unsigned integer overflow");
    }
    return UnsignedLong.valueOf(number);
  }

  private static UnsignedLong toUnsigned(double number) {
    if (Double.isNaN(number) || number < 0 || number >= UNSIGNED_END) {
      throw new CelFault("unsigned integer overflow");
    }
    return UnsignedLong.valueOf(new BigDecimal(number).toBigInteger());
  }

  private static UnsignedLong toUnsigned(String text) {
    try {
      return UnsignedLong.valueOf(text);
    } catch (NumberFormatException e) {
      throw unconvertible("uint");
    }
  }

  private static double toDouble(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw unconvertible("double");
    }
  }

  private static boolean toBool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw unconvertible("bool");
    };
  }

  private static CelFault unconvertible(String type) {
    return new CelFault("type conversion error from 'string' to '%s'".formatted(type));
  }
}
