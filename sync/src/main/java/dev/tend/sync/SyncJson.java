package dev.tend.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sync.SyncState.Fault;
import dev.tend.sync.git.Revision;
import java.util.Locale;

/** A loop's memory as JSON, version 1: times in ISO 8601, fields absent where there is no value. */
public final class SyncJson {
  static final int VERSION = 1;

  private SyncJson() {}

  public static ObjectNode write(SyncMemory memory) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    json.put("sync", memory.sync());
    json.put("follows", memory.follows());
    json.set("state", state(memory.state()));
    memory.revision().ifPresent(revision -> json.set("revision", revision(revision)));
    json.put("complete", memory.complete());
    memory.fetched().ifPresent(at -> json.put("fetched", at.toString()));
    memory.reconciled().ifPresent(at -> json.put("reconciled", at.toString()));
    if (!memory.refusal().isEmpty()) {
      memory.refusal().forEach(json.withArray("refusal")::add);
    }
    memory.fault().ifPresent(fault -> json.set("fault", fault(fault)));
    ArrayNode apps = json.putArray("apps");
    memory.apps().values().forEach(app -> apps.add(app(app)));
    return json;
  }

  private static ObjectNode state(SyncState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("phase", phase(state)).put("since", state.since().toString());
    switch (state) {
      case SyncState.Idle idle -> json.put("due", idle.due().toString());
      case SyncState.BackingOff backing ->
          json.put("due", backing.due().toString()).put("failures", backing.failures());
      case SyncState.Reconciling reconciling ->
          reconciling.app().ifPresent(app -> json.put("app", app));
      case SyncState.Fetching ignored -> {}
      case SyncState.Stopped ignored -> {}
    }
    return json;
  }

  /** A word for people and programs. */
  public static String phase(SyncState state) {
    return switch (state) {
      case SyncState.Idle ignored -> "idle";
      case SyncState.Fetching ignored -> "fetching";
      case SyncState.Reconciling ignored -> "reconciling";
      case SyncState.BackingOff ignored -> "backing-off";
      case SyncState.Stopped ignored -> "stopped";
    };
  }

  private static ObjectNode revision(Revision revision) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", revision.id())
        .put("time", revision.time().toString())
        .put("subject", revision.subject());
  }

  private static ObjectNode fault(Fault fault) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("message", fault.message())
        .put("hint", fault.hint())
        .put("at", fault.at().toString());
  }

  private static ObjectNode app(AppMemory app) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", app.name())
            .put("path", app.path())
            .put("ending", app.ending().name().toLowerCase(Locale.ROOT))
            .put("summary", app.summary())
            .put("revision", app.revision())
            .put("at", app.at().toString());
    app.applied()
        .ifPresent(
            applied ->
                json.putObject("applied")
                    .put("revision", applied.revision())
                    .put("at", applied.at().toString()));
    return json;
  }
}
