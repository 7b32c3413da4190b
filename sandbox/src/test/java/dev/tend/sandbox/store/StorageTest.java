package dev.tend.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageTest {
  private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

  private final Storage storage = Storage.inMemory();

  private ObjectNode put(String name) {
    ObjectNode object = Objects.configMap(name);
    return storage.put(Meta.id(object), null, object).orElseThrow();
  }

  @Test
  void everyWriteIsOneStepOfTheRevision() {
    ObjectNode a = put("a");
    ObjectNode b = put("b");

    assertThat(Meta.resourceVersion(a)).isEqualTo("2");
    assertThat(Meta.resourceVersion(b)).isEqualTo("3");
    assertThat(storage.list(CONFIG_MAP, "").revision()).isEqualTo(3);
  }

  @Test
  void whatIsSeenOfAChangeHasHappened() throws InterruptedException {
    int writes = 20_000;
    try (ChangeFeed feed = storage.followAlways(CONFIG_MAP).feed()) {
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    ObjectNode live = put("a");
                    for (int i = 1; i < writes; i++) {
                      live = storage.put(Meta.id(live), live, Objects.configMap("a")).orElseThrow();
                    }
                  });
      long seen = 0;
      while (seen < writes + 1) {
        Optional<StoredChange> change = feed.next(Duration.ofSeconds(60));
        assertThat(change).isPresent();
        seen = change.get().revision();
        assertThat(storage.hasReached(seen)).isTrue();
      }
      writer.join();
      assertThat(storage.hasReached(seen + 1)).isFalse();
    }
  }

  @Test
  void onlyTheExpectedObjectIsReplaced() {
    ObjectNode first = put("a");
    ObjectNode second = storage.put(Meta.id(first), first, Objects.configMap("a")).orElseThrow();

    assertThat(storage.put(Meta.id(first), first, Objects.configMap("a"))).isEmpty();
    assertThat(storage.remove(Meta.id(first), first)).isFalse();
    assertThat(storage.get(Meta.id(first))).contains(second);
  }

  @Test
  void listsAreOfOneNamespaceOrOfAllInOrder() {
    put("b");
    put("a");
    ObjectNode other = Objects.configMap("0");
    Meta.metadata(other).put("namespace", "default2");
    assertThat(storage.put(Meta.id(other), null, other)).isPresent();

    assertThat(storage.list(CONFIG_MAP, "default").objects())
        .extracting(Meta::name)
        .containsExactly("a", "b");
    assertThat(storage.list(CONFIG_MAP, "").objects())
        .extracting(Meta::name)
        .containsExactly("a", "b", "0");
  }

  @Test
  void aFollowerFromARevisionSeesAllThatCameAfter() {
    put("a");
    put("b");
    put("c");

    try (ChangeFeed feed = storage.followFrom(CONFIG_MAP, "", 2).orElseThrow()) {
      put("d");
      assertThat(feed.poll()).map(change -> change.id().name()).contains("b");
      assertThat(feed.poll()).map(change -> change.id().name()).contains("c");
      assertThat(feed.poll()).map(change -> change.id().name()).contains("d");
      assertThat(feed.poll()).isEmpty();
    }
  }

  @Test
  void aListOfThePastShowsWhatWas() {
    ObjectNode a = put("a");
    put("b");
    assertThat(storage.remove(Meta.id(a), a)).isTrue();
    put("c");

    assertThat(storage.listAt(CONFIG_MAP, "default", 3).orElseThrow().objects())
        .extracting(Meta::name)
        .containsExactly("a", "b");
    assertThat(storage.listAt(CONFIG_MAP, "", 2).orElseThrow().objects()).containsExactly(a);
    assertThat(storage.listAt(CONFIG_MAP, "", 4).orElseThrow().objects())
        .extracting(Meta::name)
        .containsExactly("b");
    assertThat(storage.listAt(CONFIG_MAP, "", 0)).isEmpty();
  }

  @Test
  void whatIsForgottenCannotBeFollowed() {
    ObjectNode live = put("a");
    for (int i = 0; i < KindStorage.HISTORY + 1; i++) {
      live = storage.put(Meta.id(live), live, Objects.configMap("a")).orElseThrow();
    }

    assertThat(storage.followFrom(CONFIG_MAP, "", 2)).isEmpty();
    Optional<ChangeFeed> recent = storage.followFrom(CONFIG_MAP, "", storage.revision() - 1);
    assertThat(recent).isPresent();
    recent.orElseThrow().close();
  }

  @Test
  void aDeletionCarriesItsOwnRevision() {
    ObjectNode live = put("a");
    try (ChangeFeed feed = storage.follow(CONFIG_MAP, "").feed()) {
      assertThat(storage.remove(Meta.id(live), live)).isTrue();

      StoredChange change = feed.poll().orElseThrow();
      assertThat(change.type()).isEqualTo(ObjectApi.ObjectEvent.Type.DELETED);
      assertThat(Meta.resourceVersion(change.object())).isEqualTo("3");
      assertThat(change.previous()).isEqualTo(live);
    }
  }
}
