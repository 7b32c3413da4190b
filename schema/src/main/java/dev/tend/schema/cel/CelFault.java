package dev.tend.schema.cel;

/** What went wrong while an expression ran, in the server's words. */
final class CelFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CelFault(String message) {
    super(message, null, false, false);
  }

  String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
