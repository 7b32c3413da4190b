package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.admission.Plugin;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Nobody gives what they don't have, unless they may escalate or bind. */
public final class RoleEscalation implements Plugin {
  private static final List<String> ASIDE =
      List.of("ownerReferences", "finalizers", "managedFields", "resourceVersion");

  private final Authorizer authorizer;
  private final Roles roles;

  public RoleEscalation(Authorizer authorizer, Storage storage) {
    this.authorizer = authorizer;
    this.roles = new Roles(storage);
  }

  @Override
  public void validate(Attempt attempt) {
    User user = attempt.options().caller().user();
    if (!attempt.kind().group().equals(Roles.GROUP) || user.isMaster() || onlyLetsGo(attempt)) {
      return;
    }
    switch (attempt.kind().kind()) {
      case "ClusterRole" -> role(attempt, user, "clusterroles");
      case "Role" -> role(attempt, user, "roles");
      case "ClusterRoleBinding", "RoleBinding" -> binding(attempt, user);
      default -> {}
    }
  }

  private void role(Attempt attempt, User user, String resource) {
    Action escalate =
        Action.on("escalate", Roles.GROUP, resource)
            .in(attempt.namespace())
            .named(attempt.isCreate() ? "" : attempt.name());
    if (authorizer.decide(user, escalate).allowed()) {
      return;
    }
    check(attempt, user, Rule.of(attempt.object()));
    boolean aggregates =
        isAggregated(attempt.object()) || (attempt.live() != null && isAggregated(attempt.live()));
    if (aggregates && !missing(user, "", Rule.EVERYTHING).isEmpty()) {
      throw attempt.forbidden("must have cluster-admin privileges to use the aggregationRule");
    }
  }

  private void binding(Attempt attempt, User user) {
    JsonNode ref = attempt.object().path("roleRef");
    Action bind =
        Action.on("bind", Roles.GROUP, Roles.resource(ref))
            .in(attempt.namespace())
            .named(ref.path("name").asText());
    if (authorizer.decide(user, bind).allowed()) {
      return;
    }
    ObjectNode role =
        roles
            .role(ref, attempt.namespace())
            .orElseThrow(() -> Failures.notFound(attempt.resource(), ref.path("name").asText()));
    check(attempt, user, Rule.of(role));
  }

  private void check(Attempt attempt, User user, List<Rule> wanted) {
    List<Rule> missing = missing(user, attempt.namespace(), wanted);
    if (!missing.isEmpty()) {
      TreeSet<String> texts = new TreeSet<>();
      compact(missing).forEach(rule -> texts.add(rule.toString()));
      throw attempt.forbidden(
          "user \"%s\" (groups=%s) is attempting to grant RBAC permissions not currently held:\n%s"
              .formatted(user.name(), Rule.quoted(user.groups()), String.join("\n", texts)));
    }
  }

  private List<Rule> missing(User user, String namespace, List<Rule> wanted) {
    List<Rule> held = authorizer.rules(user, namespace);
    List<Rule> missing = new ArrayList<>();
    for (Rule rule : wanted) {
      for (Rule part : rule.parts()) {
        if (held.stream().noneMatch(own -> own.covers(part))) {
          missing.add(part);
        }
      }
    }
    return missing;
  }

  /** Rules about one and the same thing become one. */
  private static List<Rule> compact(List<Rule> rules) {
    List<Rule> compacted = new ArrayList<>();
    Map<List<List<String>>, Rule> byThing = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule.paths().isEmpty()) {
        byThing.merge(
            List.of(rule.groups(), rule.resources(), rule.names()),
            rule,
            (one, two) -> one.alsoAllowing(two.verbs()));
      } else {
        compacted.add(rule);
      }
    }
    compacted.addAll(byThing.values());
    return compacted;
  }

  private static boolean isAggregated(ObjectNode role) {
    return !role.path("aggregationRule").path("clusterRoleSelectors").isEmpty();
  }

  /** Whoever only clears the way for a deletion gives nothing. */
  private static boolean onlyLetsGo(Attempt attempt) {
    if (attempt.live() == null) {
      return false;
    }
    return without(attempt.live()).equals(without(attempt.object()));
  }

  private static ObjectNode without(ObjectNode object) {
    ObjectNode rest = object.deepCopy();
    rest.withObject("/metadata").remove(ASIDE);
    return rest;
  }
}
