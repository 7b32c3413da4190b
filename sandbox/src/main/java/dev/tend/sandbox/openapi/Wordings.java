package dev.tend.sandbox.openapi;

import java.util.Locale;

/** What a server says that an operation does. */
final class Wordings {
  private static final String VOWELS = "AEIOUaeiou";

  private Wordings() {}

  static String of(Operation operation) {
    String kind = operation.gvk().kind();
    String holder = operation.owner().kind();
    String sub = operation.sub();
    boolean below = !sub.isEmpty();
    String specified = below ? sub + " of the specified " + holder : "the specified " + kind;
    return switch (operation.action()) {
      case "list" ->
          (kind.equals("ComponentStatus") ? "list objects" : "list or watch objects")
              + " of kind "
              + kind;
      case "get" -> "read " + specified;
      case "put" -> "replace " + specified;
      case "patch" -> "partially update " + specified;
      case "post" -> below ? "create %s of%s".formatted(sub, some(holder)) : "create" + some(kind);
      case "delete" -> "delete" + some(kind);
      case "deletecollection" -> "delete collection of " + kind;
      case "watch" ->
          "watch changes to an object of kind "
              + kind
              + ". deprecated: use the 'watch' parameter with a list operation instead, filtered to"
              + " a single item with the 'fieldSelector' parameter.";
      case "watchlist" ->
          "watch individual changes to a list of "
              + kind
              + ". deprecated: use the 'watch' parameter with a list operation instead.";
      case "connect" ->
          "connect %s requests to %s of %s"
              .formatted(operation.method().toUpperCase(Locale.ROOT), sub, holder);
      default -> plain(operation.id());
    };
  }

  /** A kind with its article; plurals have none. */
  private static String some(String kind) {
    if (kind.endsWith("s") && !kind.endsWith("ss")) {
      return " " + kind;
    }
    return (VOWELS.indexOf(kind.charAt(0)) >= 0 ? " an " : " a ") + kind;
  }

  private static String plain(String id) {
    return switch (id) {
      case "getCoreAPIVersions", "getAPIVersions" -> "get available API versions";
      case "getCodeVersion" -> "get the version information for this server";
      case "getServiceAccountIssuerOpenIDConfiguration" ->
          "get service account issuer OpenID configuration, also known as the 'OIDC discovery doc'";
      case "getServiceAccountIssuerOpenIDKeyset" ->
          "get service account issuer OpenID JSON Web Key Set (contains public token verification"
              + " keys)";
      default -> id.endsWith("APIGroup") ? "get information of a group" : "get available resources";
    };
  }
}
