package dev.tend.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** The API as plain HTTP shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerIT {
  private Sandbox sandbox;
  private Client client;
  private String maps = "";

  @BeforeAll
  void start() {
    sandbox = Sandbox.start(SandboxConfig.inMemory());
    client = new Client(sandbox);
  }

  @AfterAll
  void stop() {
    client.close();
    sandbox.close();
  }

  @BeforeEach
  void namespace(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
    String namespace = name.substring(0, Math.min(40, name.length()));
    String body = "{\"metadata\":{\"name\":\"%s\"}}".formatted(namespace);
    assertThat(client.post("/api/v1/namespaces", body).status()).isEqualTo(201);
    maps = "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  private static String map(String name, String value) {
    return "{\"metadata\":{\"name\":\"%s\",\"labels\":{\"mine\":\"yes\"}},\"data\":{\"x\":\"%s\"}}"
        .formatted(name, value);
  }

  private JsonNode create(String name) {
    Client.Answer answer = client.post(maps, map(name, "1"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static String version(JsonNode object) {
    return object.path("metadata").path("resourceVersion").asText();
  }

  @Test
  void pagesFollowEachOtherAndNameTheVersionOfTheFirst() {
    for (int i = 0; i < 5; i++) {
      create("c" + i);
    }
    List<String> names = new ArrayList<>();
    String more = "";
    String version = "";
    int pages = 0;
    do {
      JsonNode page = client.get(maps + "?labelSelector=mine&limit=2&continue=" + more).json();
      page.path("items").forEach(item -> names.add(item.path("metadata").path("name").asText()));
      more = page.path("metadata").path("continue").asText();
      assertThat(version.isEmpty() ? version(page) : version).isEqualTo(version(page));
      version = version(page);
      create("between-" + pages++);
    } while (!more.isEmpty());

    assertThat(names).containsExactly("c0", "c1", "c2", "c3", "c4");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void aBrokenContinueTokenIsABadRequest() {
    Client.Answer answer = client.get(maps + "?limit=2&continue=nonsense");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith("invalid continue token: continue key is not valid");
  }

  @Test
  void howManyAreLeftIsSaidOnlyWithoutASelection() {
    create("a");
    create("b");

    assertThat(client.get(maps + "?limit=1").json().at("/metadata/remainingItemCount").asInt())
        .isPositive();
    assertThat(
            client
                .get(maps + "?limit=1&labelSelector=mine")
                .json()
                .at("/metadata")
                .has("remainingItemCount"))
        .isFalse();
  }

  @Test
  void aWatchFromAVersionSeesWhatCameAfterIt() {
    String before = version(create("a"));
    client.put(maps + "/a", map("a", "2"));
    create("b");
    client.delete(maps + "/a", "");

    List<JsonNode> events =
        client.watch(maps + "?watch=1&labelSelector=mine&resourceVersion=" + before, 3);

    assertThat(events)
        .extracting(event -> event.path("type").asText())
        .containsExactly("MODIFIED", "ADDED", "DELETED");
    assertThat(events.getLast().at("/object/metadata/name").asText()).isEqualTo("a");
    assertThat(Long.parseLong(version(events.getLast().path("object"))))
        .isGreaterThan(Long.parseLong(version(events.getFirst().path("object"))));
  }

  @Test
  void aWatchThatAsksForItIsToldWhereTheBeginningEnds() {
    create("a");

    List<JsonNode> events =
        client.watch(
            maps
                + "?watch=1&labelSelector=mine&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan",
            2);

    assertThat(events)
        .extracting(event -> event.path("type").asText())
        .containsExactly("ADDED", "BOOKMARK");
    assertThat(
            events
                .getLast()
                .path("object")
                .path("metadata")
                .path("annotations")
                .path("k8s.io/initial-events-end")
                .asText())
        .isEqualTo("true");
  }

  @Test
  void aWatchEndsWithABookmarkAtItsTime() {
    List<JsonNode> events =
        client.watch(
            maps + "?watch=1&labelSelector=mine&allowWatchBookmarks=true&timeoutSeconds=1", 10);

    assertThat(events).hasSize(1);
    assertThat(events.getFirst().path("type").asText()).isEqualTo("BOOKMARK");
    assertThat(version(events.getFirst().path("object"))).isNotEmpty();
  }

  @Test
  void anOldVersionIsGone() {
    create("a");
    List<JsonNode> events = client.watch(maps + "?watch=1&resourceVersion=1&timeoutSeconds=2", 1);

    // Either it is remembered still, or the watch says that it must list again.
    JsonNode first = events.getFirst();
    if (first.path("type").asText().equals("ERROR")) {
      assertThat(first.at("/object/code").asInt()).isEqualTo(410);
      assertThat(first.at("/object/reason").asText()).isEqualTo("Expired");
    } else {
      assertThat(first.path("type").asText()).isEqualTo("ADDED");
    }
  }

  @Test
  void aVersionOfTheFutureIsRefusedForNow() {
    Client.Answer answer = client.get(maps + "?resourceVersion=99999999");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.json().at("/details/causes/0/reason").asText())
        .isEqualTo("ResourceVersionTooLarge");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void tablesMetadataAndYamlAreGivenToWhoAsks() {
    create("a");
    String table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    String metadata = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";

    JsonNode rows = client.send(client.request(maps + "/a").header("Accept", table)).json();
    assertThat(rows.path("kind").asText()).isEqualTo("Table");
    assertThat(rows.at("/rows/0/cells/0").asText()).isEqualTo("a");
    assertThat(rows.at("/columnDefinitions/1/name").asText()).isEqualTo("Data");
    JsonNode partial = client.send(client.request(maps + "/a").header("Accept", metadata)).json();
    assertThat(partial.path("kind").asText()).isEqualTo("PartialObjectMetadata");
    assertThat(partial.has("data")).isFalse();
    assertThat(client.send(client.request(maps + "/a").header("Accept", "application/yaml")).text())
        .contains("kind: ConfigMap");
  }

  @Test
  void whoPrefersProtobufGetsJson() {
    create("a");
    String both = "application/vnd.kubernetes.protobuf,application/json";
    Client.Answer fallback = client.send(client.request(maps + "/a").header("Accept", both));
    Client.Answer alone =
        client.send(
            client.request(maps + "/a").header("Accept", "application/vnd.kubernetes.protobuf"));

    assertThat(fallback.header("Content-Type")).isEqualTo("application/json");
    assertThat(alone.status()).isEqualTo(406);
    assertThat(alone.reason()).isEqualTo("NotAcceptable");
  }

  @Test
  void aBodyOfAnUnknownTypeIsRefused() {
    Client.Answer answer = client.send("POST", maps, "text/plain", "hello");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.reason()).isEqualTo("UnsupportedMediaType");
    assertThat(client.send("PATCH", maps + "/a", "application/json", "{}").status()).isEqualTo(415);
  }

  @Test
  void malformedBodiesAreBadRequestsWithAStatus() {
    for (String body : List.of("{", "[]", "\"text\"", "{\"metadata\":{}} more", "")) {
      Client.Answer answer = client.post(maps, body);

      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.json().path("kind").asText()).isEqualTo("Status");
      assertThat(answer.reason()).isEqualTo("BadRequest");
      assertThat(answer.message()).isNotBlank();
    }
  }

  @Test
  void unknownFieldsAreRefusedWarnedOfOrIgnored() {
    String body = "{\"metadata\":{\"name\":\"a\"},\"colour\":\"red\"}";
    Client.Answer strict = client.post(maps + "?fieldValidation=Strict", body);
    Client.Answer warned = client.post(maps + "?dryRun=All&fieldValidation=Warn", body);
    Client.Answer ignored = client.post(maps + "?dryRun=All&fieldValidation=Ignore", body);
    Client.Answer nonsense = client.post(maps + "?fieldValidation=Maybe", body);

    assertThat(strict.status()).isEqualTo(400);
    assertThat(strict.message()).contains("strict decoding error: unknown field \"colour\"");
    assertThat(warned.status()).isEqualTo(201);
    assertThat(warned.header("Warning")).isEqualTo("299 - \"unknown field \\\"colour\\\"\"");
    assertThat(ignored.header("Warning")).isEmpty();
    assertThat(nonsense.status()).isEqualTo(422);
    assertThat(nonsense.json().at("/details/kind").asText()).isEqualTo("CreateOptions");
  }

  @Test
  void aDryRunStoresNothing() {
    Client.Answer answer = client.post(maps + "?dryRun=All", map("a", "1"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/metadata/uid").asText()).isNotEmpty();
    assertThat(client.get(maps + "/a").status()).isEqualTo(404);
    assertThat(client.post(maps + "?dryRun=Some", map("a", "1")).status()).isEqualTo(422);
  }

  @Test
  void anOldVersionDoesNotOverwriteANewOne() {
    String old = version(create("a"));
    client.put(maps + "/a", map("a", "2"));
    String stale =
        "{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"%s\"},\"data\":{}}".formatted(old);

    Client.Answer answer = client.put(maps + "/a", stale);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.reason()).isEqualTo("Conflict");
    assertThat(answer.message())
        .endsWith("please apply your changes to the latest version and try again");
    assertThat(client.get(maps + "/a").json().at("/data/x").asText()).isEqualTo("2");
  }

  @Test
  void aDeleteKeepsToItsPreconditions() {
    String uid = create("a").at("/metadata/uid").asText();
    String other = "{\"preconditions\":{\"uid\":\"other\"}}";

    assertThat(client.delete(maps + "/a", other).status()).isEqualTo(409);
    assertThat(client.delete(maps + "/a?dryRun=All", "").status()).isEqualTo(200);
    assertThat(client.get(maps + "/a").status()).isEqualTo(200);
    assertThat(client.delete(maps + "/a", other.replace("other", uid)).status()).isEqualTo(200);
    assertThat(client.delete(maps + "/a", "").reason()).isEqualTo("NotFound");
  }

  @Test
  void aCollectionIsDeletedBySelection() {
    create("a");
    create("b");
    client.post(maps, "{\"metadata\":{\"name\":\"kept\"}}");

    Client.Answer answer = client.delete(maps + "?labelSelector=mine", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("items")).hasSize(2);
    assertThat(client.get(maps + "?labelSelector=mine").json().path("items")).isEmpty();
    assertThat(client.get(maps + "/kept").status()).isEqualTo(200);
  }

  @Test
  void unknownPathsAreNotFound() {
    Client.Answer resource = client.get("/api/v1/nothings");
    Client.Answer group = client.get("/apis/nowhere.example.com/v1/things");

    assertThat(resource.status()).isEqualTo(404);
    assertThat(resource.message()).isEqualTo("the server could not find the requested resource");
    assertThat(group.status()).isEqualTo(404);
    assertThat(group.text()).isEqualTo("404 page not found\n");
    assertThat(client.send("POST", maps + "/a", "application/json", "{}").status()).isEqualTo(405);
  }
}
