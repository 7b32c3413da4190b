package dev.tend.schema.structural;

/**
 * What a server refuses of one field, in its words.
 *
 * @param value as JSON, shown by some kinds of faults
 */
public record FieldFault(Kind kind, Place place, String value, String detail) {
  /** Kinds of faults. */
  public enum Kind {
    INVALID("FieldValueInvalid"),
    REQUIRED("FieldValueRequired"),
    FORBIDDEN("FieldValueForbidden"),
    DUPLICATE("FieldValueDuplicate"),
    NOT_SUPPORTED("FieldValueNotSupported"),
    TOO_LONG("FieldValueTooLong"),
    TOO_MANY("FieldValueTooMany"),
    NOT_FOUND("FieldValueNotFound"),
    TYPE_INVALID("FieldValueTypeInvalid"),

    /** Invalid, but by no value of its own. */
    UNSHOWN("FieldValueInvalid"),
    INTERNAL("InternalError");

    private final String reason;

    Kind(String reason) {
      this.reason = reason;
    }

    /** As a Status names it. */
    public String reason() {
      return reason;
    }
  }

  public static FieldFault invalid(Place place, String value, String detail) {
    return new FieldFault(Kind.INVALID, place, value, detail);
  }

  public static FieldFault required(Place place, String detail) {
    return new FieldFault(Kind.REQUIRED, place, "", detail);
  }

  public static FieldFault forbidden(Place place, String detail) {
    return new FieldFault(Kind.FORBIDDEN, place, "", detail);
  }

  public static FieldFault duplicate(Place place, String value) {
    return new FieldFault(Kind.DUPLICATE, place, value, "");
  }

  /**
   * @param supported the values that are, quoted and separated by commas
   */
  public static FieldFault notSupported(Place place, String value, String supported) {
    return new FieldFault(Kind.NOT_SUPPORTED, place, value, "supported values: " + supported);
  }

  /** Without the field. */
  public String message() {
    String text =
        switch (kind) {
          case INVALID, TYPE_INVALID -> "Invalid value: " + value;
          case REQUIRED -> "Required value";
          case FORBIDDEN -> "Forbidden";
          case UNSHOWN -> "Invalid value";
          case DUPLICATE -> "Duplicate value: " + value;
          case NOT_FOUND -> "Not found: " + value;
          case NOT_SUPPORTED -> "Unsupported value: " + value;
          case TOO_LONG -> "Too long";
          case TOO_MANY -> "Too many: " + value;
          case INTERNAL -> "Internal error";
        };
    return detail.isEmpty() ? text : text + ": " + detail;
  }
}
