package dev.tend.sandbox.http;

/** Answers requests. */
public interface Handler {
  Response handle(Request request);
}
