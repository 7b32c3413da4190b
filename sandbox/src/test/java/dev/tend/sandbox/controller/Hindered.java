package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ObjectApi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The API with something in a controller's way, which time alone puts there now and then. */
final class Hindered {
  private Hindered() {}

  /** Decides of a call; null lets it through. */
  @FunctionalInterface
  interface Hindrance {
    @Nullable Object answer(String method, Object[] arguments);
  }

  static ObjectApi by(ObjectApi api, Hindrance hindrance) {
    return (ObjectApi)
        Proxy.newProxyInstance(
            ObjectApi.class.getClassLoader(),
            new Class<?>[] {ObjectApi.class},
            (proxy, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              Object answer = hindrance.answer(method.getName(), given);
              try {
                return answer == null ? method.invoke(api, given) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Others are faster at the first so many writes of a kind. */
  static ObjectApi byOthers(ObjectApi api, String write, String kind, int times) {
    AtomicInteger left = new AtomicInteger(times);
    return by(
        api,
        (method, arguments) -> {
          if (method.equals(write)
              && arguments[0] instanceof ObjectNode object
              && object.path("kind").asText().equals(kind)
              && left.getAndDecrement() > 0) {
            throw new ApiFailure(409, "Conflict", "the object has been modified");
          }
          return null;
        });
  }

  /** Nobody tells of a kind. */
  static ObjectApi bySilence(ObjectApi api, String kind) {
    ObjectApi.Subscription nothing = () -> {};
    return by(
        api,
        (method, arguments) ->
            method.equals("subscribe") && arguments[1].equals(kind) ? nothing : null);
  }
}
