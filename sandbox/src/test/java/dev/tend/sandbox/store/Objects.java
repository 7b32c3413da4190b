package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Objects for tests, written in JSON with single quotes. */
final class Objects {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Objects() {}

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode configMap(String name) {
    return json(
        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'%s','namespace':'default'},"
                .formatted(name)
            + "'data':{'a':'1'}}");
  }

  static ObjectNode pod(String name) {
    return json(
        "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'%s','namespace':'default'},"
                .formatted(name)
            + "'spec':{'nodeName':'n1','terminationGracePeriodSeconds':5}}");
  }
}
