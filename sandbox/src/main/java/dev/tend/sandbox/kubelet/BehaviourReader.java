package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.kubelet.Behaviour.Ending;
import dev.tend.sandbox.kubelet.Behaviour.Eviction;
import dev.tend.sandbox.kubelet.Behaviour.Hook;
import dev.tend.sandbox.kubelet.Behaviour.Probing;
import dev.tend.sandbox.kubelet.Behaviour.Pull;
import dev.tend.sandbox.kubelet.Behaviour.Start;
import dev.tend.sandbox.kubelet.Behaviour.Stop;
import dev.tend.sandbox.kubelet.Behaviour.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a rule says that a container does. */
final class BehaviourReader {
  static final Set<String> FIELDS =
      Set.of(
          "match",
          "pull",
          "start",
          "oom",
          "ready",
          "startup",
          "liveness",
          "readiness",
          "postStart",
          "preStop",
          "stop",
          "evict",
          "usage");

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Set<String> RESOURCES =
      Set.of("memory", "ephemeral-storage", "inodes", "pids");

  private final RuleReader reader;
  private final JsonNode rule;

  private BehaviourReader(RuleReader reader, JsonNode rule) {
    this.reader = reader;
    this.rule = rule;
  }

  /**
   * @param reader of the rule
   */
  static Behaviour read(RuleReader reader, JsonNode rule) {
    BehaviourReader behaviour = new BehaviourReader(reader, rule);
    return new Behaviour(
        behaviour.pull(),
        behaviour.start(),
        behaviour.probing(),
        behaviour.hook("postStart"),
        behaviour.hook("preStop"),
        behaviour.stop(),
        behaviour.ending(),
        behaviour.eviction(),
        behaviour.log());
  }

  private Pull pull() {
    JsonNode pull = rule.path("pull");
    reader.at("pull").fields(pull, Set.of("delay", "error", "present"));
    return new Pull(
        pull.hasNonNull("error") ? pull.path("error").asText() : null,
        reader.at("pull.delay").duration(pull.path("delay"), Pull.WELL.takes()),
        reader.at("pull.present").flag(pull.path("present"), false));
  }

  private Start start() {
    JsonNode start = rule.path("start");
    reader.at("start").fields(start, Set.of("exitCode", "after", "log", "error", "user"));
    return new Start(
        start.hasNonNull("error") ? start.path("error").asText() : null,
        start.path("user").asText(""));
  }

  private List<String> log() {
    List<String> log = new ArrayList<>();
    rule.path("start").path("log").forEach(line -> log.add(line.asText()));
    return log;
  }

  private Probing probing() {
    JsonNode ready = rule.path("ready");
    boolean never = ready.asText("").equals("never");
    if (!never) {
      reader.at("ready").fields(ready, Set.of("after"));
    }
    Map<ProbeKind, Trouble> troubles = new TreeMap<>();
    for (ProbeKind kind : ProbeKind.values()) {
      JsonNode probe = rule.path(kind.word());
      if (!probe.isMissingNode()) {
        reader.at(kind.word()).fields(probe, Set.of("fail"));
        troubles.put(kind, trouble(reader.at(kind.word() + ".fail"), probe.path("fail")));
      }
    }
    Duration after =
        ready.has("after") ? reader.at("ready.after").duration(ready.path("after"), SOON) : null;
    return new Probing(never, after, troubles);
  }

  private static Trouble trouble(RuleReader at, JsonNode fail) {
    at.fields(fail, Set.of("after", "for", "message"));
    return new Trouble(
        at.at("after").duration(fail.path("after"), Duration.ZERO),
        at.at("for").duration(fail.path("for"), Behaviour.FOREVER),
        fail.path("message").asText(""));
  }

  private Hook hook(String name) {
    JsonNode hook = rule.path(name);
    RuleReader at = reader.at(name);
    at.fields(hook, Set.of("fail", "takes", "message"));
    return new Hook(
        at.at("fail").flag(hook.path("fail"), false),
        hook.has("takes") ? at.at("takes").duration(hook.path("takes"), SOON) : null,
        hook.path("message").asText(""));
  }

  private Stop stop() {
    JsonNode stop = rule.path("stop");
    if (stop.asText("").equals("never")) {
      return new Stop(Behaviour.FOREVER, Stop.WELL.exitCode());
    }
    RuleReader at = reader.at("stop");
    at.fields(stop, Set.of("takes", "exitCode"));
    return new Stop(
        at.at("takes").duration(stop.path("takes"), Stop.WELL.takes()),
        at.at("exitCode").number(stop.path("exitCode"), Stop.WELL.exitCode()));
  }

  private @Nullable Ending ending() {
    JsonNode oom = rule.path("oom");
    if (oom.isObject() || oom.asBoolean(false)) {
      if (oom.isObject()) {
        reader.at("oom").fields(oom, Set.of("after"));
      }
      return Ending.outOfMemory(reader.at("oom.after").duration(oom.path("after"), SOON));
    }
    JsonNode start = rule.path("start");
    if (start.path("exitCode").isMissingNode()) {
      return null;
    }
    int code = reader.at("start.exitCode").number(start.path("exitCode"), 0);
    return Ending.exit(code, reader.at("start.after").duration(start.path("after"), SOON));
  }

  private @Nullable Eviction eviction() {
    JsonNode evict = rule.path("evict");
    if (evict.isMissingNode()) {
      return null;
    }
    RuleReader at = reader.at("evict");
    at.fields(evict, Set.of("after", "resource"));
    String resource = evict.path("resource").asText("memory");
    if (!RESOURCES.contains(resource)) {
      throw at.at("resource")
          .failure(
              "expected memory, ephemeral-storage, inodes or pids, found \"" + resource + "\"");
    }
    return new Eviction(at.at("after").duration(evict.path("after"), SOON), resource);
  }
}
