package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.reconcile.Ticker;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectApi;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fills the cluster roles that are the sum of others. */
public final class Aggregation implements AutoCloseable {
  private static final String BY = "clusterrole-aggregation-controller";

  private final Parts parts = new Parts();
  private final ObjectApi api;

  private Aggregation(ObjectApi api) {
    this.api = api;
  }

  public static Aggregation start(ObjectApi api, Clock clock) {
    Aggregation aggregation = new Aggregation(api);
    Ticker ticker = Ticker.system(clock);
    aggregation.parts.add(ticker::close);
    Loop<String> loop =
        aggregation.parts.loop("clusterrole-aggregation", 1, ticker, aggregation::reconcile);
    // A change of any role may concern each sum.
    aggregation.parts.follow(api, Roles.GROUP, "ClusterRole", event -> loop.add("all"));
    return aggregation;
  }

  private Optional<Duration> reconcile(String all) {
    List<ObjectNode> roles = api.list(Roles.GROUP, "ClusterRole", "");
    for (ObjectNode role : roles) {
      if (role.has("aggregationRule")) {
        ArrayNode sum = sum(role, roles);
        if (!sum.equals(role.path("rules"))) {
          ObjectNode wanted = role.deepCopy();
          wanted.set("rules", sum);
          api.update(wanted, BY);
        }
      }
    }
    return Optional.empty();
  }

  /** The rules of all that a role's selectors name, each once. */
  static ArrayNode sum(ObjectNode role, List<ObjectNode> roles) {
    ResourceId own = Meta.id(role);
    Set<JsonNode> rules = new LinkedHashSet<>();
    for (JsonNode selector : role.path("aggregationRule").path("clusterRoleSelectors")) {
      for (ObjectNode other : roles) {
        JsonNode labels = other.path("metadata").path("labels");
        if (!Meta.id(other).equals(own) && Selector.matches(selector, labels)) {
          other.path("rules").forEach(rules::add);
        }
      }
    }
    ArrayNode sum = JsonNodeFactory.instance.arrayNode();
    rules.forEach(rule -> sum.add(rule.deepCopy()));
    return sum;
  }

  @Override
  public void close() {
    parts.close();
  }
}
