package dev.tend.sandbox.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of a list ended.
 *
 * @param revision of the first page: the next ones show the same state
 */
record Continuation(long revision, String namespace, String name) {
  static Continuation after(ObjectNode object, long revision) {
    return new Continuation(revision, Meta.namespace(object), Meta.name(object));
  }

  static Optional<Continuation> of(String token) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(token);
      String[] parts = new String(decoded, UTF_8).split("\n", -1);
      return Optional.of(new Continuation(Long.parseLong(parts[0]), parts[1], parts[2]));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Failures.badRequest(
          "invalid continue token: continue key is not valid: it isn't one of this server's");
    }
  }

  String token() {
    String text = revision + "\n" + namespace + "\n" + name;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  boolean isBefore(ObjectNode object) {
    int byNamespace = namespace.compareTo(Meta.namespace(object));
    return byNamespace < 0 || (byNamespace == 0 && name.compareTo(Meta.name(object)) < 0);
  }
}
