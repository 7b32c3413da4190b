package dev.tend.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sync.SyncState.Fault;
import dev.tend.sync.git.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link SyncJson} writes. */
final class SyncJsonReader {
  private SyncJsonReader() {}

  /**
   * The memory that was written.
   *
   * @throws RuntimeException when it isn't what this version writes
   */
  static SyncMemory read(JsonNode json) {
    if (json.path("version").asInt() != SyncJson.VERSION) {
      throw new IllegalArgumentException("version " + json.path("version"));
    }
    SortedMap<String, AppMemory> apps = new TreeMap<>();
    for (JsonNode app : json.path("apps")) {
      AppMemory memory = readApp(app);
      apps.put(memory.name(), memory);
    }
    List<String> refusal = new ArrayList<>();
    json.path("refusal").forEach(line -> refusal.add(line.asText()));
    return new SyncMemory(
        json.required("sync").asText(),
        json.required("follows").asText(),
        readState(json.path("state"), json),
        Optional.of(json.path("revision"))
            .filter(JsonNode::isObject)
            .map(SyncJsonReader::readRevision),
        json.path("complete").asBoolean(),
        instant(json, "fetched"),
        instant(json, "reconciled"),
        refusal,
        readFault(json),
        apps);
  }

  private static SyncState readState(JsonNode state, JsonNode json) {
    Instant since = instant(state, "since").orElse(Instant.EPOCH);
    Instant due = instant(state, "due").orElse(since);
    Optional<Fault> fault = readFault(json);
    Optional<Revision> revision =
        Optional.of(json.path("revision"))
            .filter(JsonNode::isObject)
            .map(SyncJsonReader::readRevision);
    return switch (state.path("phase").asText()) {
      case "fetching" -> new SyncState.Fetching(since, 0);
      case "reconciling" ->
          revision.isPresent()
              ? new SyncState.Reconciling(
                  since, revision.get(), Optional.ofNullable(state.path("app").textValue()), 0)
              : new SyncState.Fetching(since, 0);
      case "backing-off" ->
          fault.isPresent()
              ? new SyncState.BackingOff(since, state.path("failures").asInt(), fault.get(), due)
              : new SyncState.Idle(since, due);
      case "idle" -> new SyncState.Idle(since, due);
      default -> new SyncState.Stopped(since);
    };
  }

  private static Revision readRevision(JsonNode json) {
    return new Revision(
        json.required("id").asText(),
        Instant.parse(json.required("time").asText()),
        json.required("subject").asText());
  }

  private static Optional<Fault> readFault(JsonNode json) {
    JsonNode fault = json.path("fault");
    return fault.isObject()
        ? Optional.of(
            new Fault(
                fault.path("message").asText(),
                fault.path("hint").asText(),
                instant(fault, "at").orElse(Instant.EPOCH)))
        : Optional.empty();
  }

  private static AppMemory readApp(JsonNode json) {
    JsonNode applied = json.path("applied");
    return new AppMemory(
        json.required("name").asText(),
        json.required("path").asText(),
        AppMemory.Ending.valueOf(json.required("ending").asText().toUpperCase(Locale.ROOT)),
        json.required("summary").asText(),
        json.required("revision").asText(),
        Instant.parse(json.required("at").asText()),
        applied.isObject()
            ? Optional.of(
                new AppMemory.Applied(
                    applied.required("revision").asText(),
                    Instant.parse(applied.required("at").asText())))
            : Optional.empty());
  }

  private static Optional<Instant> instant(JsonNode json, String field) {
    return Optional.ofNullable(json.path(field).textValue()).map(Instant::parse);
  }
}
