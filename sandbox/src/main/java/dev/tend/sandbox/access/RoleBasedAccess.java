package dev.tend.sandbox.access;

import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.store.Storage;
import java.util.ArrayList;
import java.util.List;

/** Lets people do what the roles that they are bound to say. */
public final class RoleBasedAccess implements Authorizer {
  private final Roles roles;

  public RoleBasedAccess(Storage storage) {
    this.roles = new Roles(storage);
  }

  @Override
  public Decision decide(User user, Action action) {
    if (user.isMaster()) {
      return new Decision(true, "");
    }
    List<String> problems = new ArrayList<>();
    for (Roles.Grant grant : roles.grants(user, action.namespace())) {
      if (!grant.missing().isEmpty() && !problems.contains(grant.missing())) {
        problems.add(grant.missing());
      }
      if (grant.rules().stream().anyMatch(rule -> rule.allows(action))) {
        return new Decision(true, "RBAC: allowed by " + grant.source());
      }
    }
    if (problems.isEmpty()) {
      return new Decision(false, "");
    }
    String all = String.join(", ", problems);
    return new Decision(false, "RBAC: " + (problems.size() == 1 ? all : "[" + all + "]"));
  }

  @Override
  public List<Rule> rules(User user, String namespace) {
    return roles.grants(user, namespace).stream().flatMap(grant -> grant.rules().stream()).toList();
  }
}
