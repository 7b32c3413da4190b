package dev.tend.sandbox.access;

import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.store.Storage;
import java.util.ArrayList;
import java.util.List;

/** Lets everybody do everything, whatever roles say. */
public final class OpenAccess implements Authorizer {
  private final RoleBasedAccess roles;

  public OpenAccess(Storage storage) {
    this.roles = new RoleBasedAccess(storage);
  }

  @Override
  public Decision decide(User user, Action action) {
    return new Decision(true, "");
  }

  @Override
  public List<Rule> rules(User user, String namespace) {
    List<Rule> rules = new ArrayList<>(roles.rules(user, namespace));
    Rule.EVERYTHING.stream().filter(rule -> !rules.contains(rule)).forEach(rules::add);
    return rules;
  }
}
