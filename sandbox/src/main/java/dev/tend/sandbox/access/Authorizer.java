package dev.tend.sandbox.access;

import dev.tend.sandbox.caller.User;
import java.util.List;

/** Says who may do what. */
public interface Authorizer {
  /**
   * @param reason why so; often empty
   */
  record Decision(boolean allowed, String reason) {}

  Decision decide(User user, Action action);

  /** All that somebody may do in a namespace; or (empty) in the cluster. */
  List<Rule> rules(User user, String namespace);
}
