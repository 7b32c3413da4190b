package dev.tend.sandbox.access;

import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets who may do so ask as somebody else. */
final class Impersonation {
  private static final String USER = "impersonate-user";
  private static final String GROUP = "impersonate-group";
  private static final String UID = "impersonate-uid";
  private static final String EXTRA = "impersonate-extra-";
  private static final String ACCOUNT = "system:serviceaccount:";
  private static final String AUTHENTICATED = "system:authenticated";
  private static final String UNAUTHENTICATED = "system:unauthenticated";
  private static final String AUTHENTICATION = "authentication.k8s.io";

  private final Authorizer authorizer;

  Impersonation(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  User user(Request request, User asking) {
    String name = request.header(USER);
    List<String> asked = request.headers().getOrDefault(GROUP, List.of());
    TreeMap<String, List<String>> extra = extra(request);
    String uid = request.header(UID);
    if (name.isEmpty()) {
      return asking;
    }
    List<String> groups = new ArrayList<>(asked);
    String[] account = name.startsWith(ACCOUNT) ? name.split(":", -1) : new String[0];
    if (account.length == 4) {
      check(asking, "", "serviceaccounts", "", account[2], account[3]);
      if (asked.isEmpty()) {
        groups.addAll(User.accountGroups(account[2]));
      }
    } else {
      check(asking, "", "users", "", "", name);
    }
    asked.forEach(group -> check(asking, "", "groups", "", "", group));
    extra.forEach(
        (key, values) ->
            values.forEach(value -> check(asking, AUTHENTICATION, "userextras", key, "", value)));
    if (!uid.isEmpty()) {
      check(asking, AUTHENTICATION, "uids", "", "", uid);
    }
    if (name.equals("system:anonymous")) {
      if (!groups.contains(UNAUTHENTICATED)) {
        groups.add(UNAUTHENTICATED);
      }
    } else if (!groups.contains(AUTHENTICATED) && !groups.contains(UNAUTHENTICATED)) {
      groups.add(AUTHENTICATED);
    }
    return new User(name, uid, groups, extra);
  }

  /** What a request asks for without saying as whom, in the server's words; mostly empty. */
  String misuse(Request request) {
    if (!request.header(USER).isEmpty()) {
      return "";
    }
    List<String> asked = new ArrayList<>();
    request
        .headers()
        .getOrDefault(GROUP, List.of())
        .forEach(group -> asked.add("{Group  %s    }".formatted(group)));
    String version = AUTHENTICATION + "/v1";
    extra(request)
        .forEach(
            (key, values) ->
                values.forEach(
                    one -> asked.add("{UserExtra  %s  %s  %s}".formatted(one, version, key))));
    if (!request.header(UID).isEmpty()) {
      asked.add("{UID  %s  %s  }".formatted(request.header(UID), version));
    }
    return asked.isEmpty()
        ? ""
        : "requested [%s] without impersonating a user".formatted(String.join(" ", asked));
  }

  private static TreeMap<String, List<String>> extra(Request request) {
    TreeMap<String, List<String>> extra = new TreeMap<>();
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      if (header.getKey().startsWith(EXTRA)) {
        String key = header.getKey().substring(EXTRA.length()).replace("+", "%2B");
        extra.put(URLDecoder.decode(key, StandardCharsets.UTF_8), header.getValue());
      }
    }
    return extra;
  }

  private void check(
      User asking,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    Action action = new Action("impersonate", group, resource, subresource, namespace, name, "");
    Authorizer.Decision decision = authorizer.decide(asking, action);
    if (!decision.allowed()) {
      throw Refusals.forbidden(asking, action, decision.reason());
    }
  }
}
