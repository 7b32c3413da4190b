package dev.tend.sandbox.access;

import dev.tend.sandbox.caller.User;
import java.util.List;

/** Says who may do what. */
public interface Authorizer {
  /** Lets everybody do everything. */
  Authorizer EVERYTHING =
      new Authorizer() {
        @Override
        public Decision decide(User user, Action action) {
          return new Decision(true, "");
        }

        @Override
        public List<Rule> rules(User user, String namespace) {
          return Rule.EVERYTHING;
        }
      };

  /**
   * @param reason why so; often empty
   */
  record Decision(boolean allowed, String reason) {}

  Decision decide(User user, Action action);

  /** All that somebody may do in a namespace; or (empty) in the cluster. */
  List<Rule> rules(User user, String namespace);
}
