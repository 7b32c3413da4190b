package dev.tend.sandbox.caller;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Somebody who asks, as a server knows them.
 *
 * @param uid may be empty
 * @param extra what else the authenticator knows of them, by name
 */
public record User(
    String name, String uid, List<String> groups, SortedMap<String, List<String>> extra) {
  private static final String ACCOUNT = "system:serviceaccount:";

  public User {
    groups = List.copyOf(groups);
    extra = new TreeMap<>(extra);
  }

  public static User of(String name, List<String> groups) {
    return new User(name, "", groups, new TreeMap<>());
  }

  /** Whose every request is allowed. */
  public boolean isMaster() {
    return groups.contains("system:masters");
  }

  /** What a ServiceAccount is called when it asks. */
  public static String account(String namespace, String name) {
    return ACCOUNT + namespace + ":" + name;
  }

  /** The groups of every ServiceAccount of a namespace. */
  public static List<String> accountGroups(String namespace) {
    return List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace);
  }
}
