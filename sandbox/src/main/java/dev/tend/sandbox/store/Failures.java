package dev.tend.sandbox.store;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.ApiFailure.Details;
import java.util.List;
import java.util.Optional;

/** The failures of the API, in the words of the server. */
public final class Failures {
  private Failures() {}

  /**
   * @param resource {@code deployments.apps}
   */
  public static ApiFailure notFound(String resource, String name) {
    return of(404, "NotFound", "%s \"%s\" not found".formatted(resource, name), resource, name);
  }

  public static ApiFailure alreadyExists(String resource, String name) {
    String message = "%s \"%s\" already exists".formatted(resource, name);
    return of(409, "AlreadyExists", message, resource, name);
  }

  /** There is one of that name yet, though it is going. */
  public static ApiFailure stillThere(String resource, String name) {
    String message = "object is being deleted: %s \"%s\" already exists".formatted(resource, name);
    return of(409, "AlreadyExists", message, resource, name);
  }

  public static ApiFailure conflict(String resource, String name, String why) {
    String message =
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(resource, name, why);
    return of(409, "Conflict", message, resource, name);
  }

  /** The object was changed since it was read. */
  public static ApiFailure modified(String resource, String name) {
    return conflict(
        resource,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  public static ApiFailure forbidden(String resource, String name, String why) {
    String message = "%s \"%s\" is forbidden: %s".formatted(resource, name, why);
    return of(403, "Forbidden", message, resource, name);
  }

  public static ApiFailure badRequest(String message) {
    return new ApiFailure(400, "BadRequest", message);
  }

  public static ApiFailure methodNotAllowed() {
    return new ApiFailure(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        Optional.of(new Details("", "", "", List.of(), 0)));
  }

  /** Values that the schema allows and the server doesn't. */
  public static ApiFailure invalid(GroupVersionKind type, String name, List<Cause> causes) {
    List<String> texts =
        causes.stream().map(cause -> cause.field() + ": " + cause.message()).distinct().toList();
    String all = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    String what = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
    return new ApiFailure(
        422,
        "Invalid",
        "%s \"%s\" is invalid: %s".formatted(what, name, all),
        Optional.of(new Details(name, type.group(), type.kind(), causes, 0)));
  }

  /**
   * What is wrong with a request's options.
   *
   * @param options such as {@code CreateOptions}
   * @param reason such as {@code FieldValueNotSupported}
   */
  public static ApiFailure invalidOptions(String options, String field, String reason, String why) {
    return new ApiFailure(
        422,
        "Invalid",
        "%s.meta.k8s.io \"\" is invalid: %s: %s".formatted(options, field, why),
        Optional.of(
            new Details("", "meta.k8s.io", options, List.of(new Cause(reason, why, field)), 0)));
  }

  /**
   * What is wrong with a request's options.
   *
   * @param options such as {@code ListOptions}
   */
  public static ApiFailure invalidOptions(String options, List<Cause> causes) {
    return invalid(GroupVersionKind.of("meta.k8s.io/v1", options), "", causes);
  }

  /** Of the plural resource, such as {@code deployments.apps}. */
  public static ApiFailure of(
      int code, String reason, String message, String resource, String name) {
    return of(code, reason, message, resource, name, List.of());
  }

  public static ApiFailure of(
      int code, String reason, String message, String resource, String name, List<Cause> causes) {
    int dot = resource.indexOf('.');
    String plural = dot < 0 ? resource : resource.substring(0, dot);
    String group = dot < 0 ? "" : resource.substring(dot + 1);
    return new ApiFailure(
        code, reason, message, Optional.of(new Details(name, group, plural, causes, 0)));
  }
}
