package dev.tend.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.KindRules.Part;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final ObjectStore store = ObjectStore.inMemory(CLOCK);

  private static ObjectNode deployment() {
    return Objects.json(
        "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web','namespace':"
            + "'default'},'spec':{'replicas':1},'status':{'replicas':7}}");
  }

  private static ResourceId id(ObjectNode object) {
    return Meta.id(object);
  }

  private static long generation(ObjectNode object) {
    return object.path("metadata").path("generation").asLong();
  }

  @Test
  void aCreatedObjectGetsIdentityAndVersion() {
    ObjectNode created = store.create(Objects.configMap("c"), "test");

    assertThat(Meta.uid(created)).hasSize(36);
    assertThat(Meta.resourceVersion(created)).isEqualTo("2");
    assertThat(created.path("metadata").path("creationTimestamp").asText())
        .isEqualTo("2026-01-01T00:00:00Z");
    assertThat(store.get(id(created))).contains(created);
  }

  @Test
  void whatIsThereCannotBeCreatedAgain() {
    store.create(Objects.configMap("c"), "test");

    assertThatThrownBy(() -> store.create(Objects.configMap("c"), "test"))
        .isInstanceOf(ApiFailure.class)
        .hasMessage("configmaps \"c\" already exists");
  }

  @Test
  void generateNameGivesEachObjectAnother() {
    ObjectNode wanted = Objects.configMap("");
    Meta.metadata(wanted).remove("name");
    Meta.metadata(wanted).put("generateName", "c-");

    String one = Meta.name(store.create(wanted, "test"));
    String other = Meta.name(store.create(wanted, "test"));

    assertThat(one).matches("c-[a-z0-9]{5}").isNotEqualTo(other);
  }

  @Test
  void onlyAChangedSpecRaisesTheGeneration() {
    ObjectNode created = store.create(deployment(), "test");
    assertThat(generation(created)).isEqualTo(1);

    ObjectNode labelled = created.deepCopy();
    labelled.withObject("/metadata/labels").put("a", "b");
    ObjectNode afterLabel = store.update(labelled, "test");
    assertThat(generation(afterLabel)).isEqualTo(1);

    ObjectNode status = afterLabel.deepCopy();
    status.withObject("/status").put("replicas", 3);
    ObjectNode afterStatus = store.updateStatus(status, "test");
    assertThat(generation(afterStatus)).isEqualTo(1);
    assertThat(afterStatus.path("status").path("replicas").asInt()).isEqualTo(3);

    ObjectNode scaled = afterStatus.deepCopy();
    scaled.withObject("/spec").put("replicas", 2);
    assertThat(generation(store.update(scaled, "test"))).isEqualTo(2);
  }

  @Test
  void anUpdateLeavesTheStatusAndAStatusUpdateLeavesTheRest() {
    ObjectNode created = store.create(deployment(), "test");
    ObjectNode wanted = created.deepCopy();
    wanted.withObject("/spec").put("replicas", 5);
    wanted.withObject("/status").put("replicas", 9);

    ObjectNode updated = store.update(wanted, "test");
    assertThat(updated.path("status")).isEqualTo(created.path("status"));

    ObjectNode status = updated.deepCopy();
    status.withObject("/spec").put("replicas", 0);
    status.withObject("/status").put("replicas", 5);
    ObjectNode after = store.updateStatus(status, "test");
    assertThat(after.path("spec").path("replicas").asInt()).isEqualTo(5);
    assertThat(after.path("status").path("replicas").asInt()).isEqualTo(5);
  }

  @Test
  void anUpdateThatChangesNothingKeepsTheVersion() {
    ObjectNode created = store.create(deployment(), "test");

    assertThat(store.update(created.deepCopy(), "test")).isEqualTo(created);
    assertThat(store.storage().revision()).isEqualTo(2);
  }

  @Test
  void aStaleVersionIsAConflict() {
    ObjectNode created = store.create(deployment(), "test");
    ObjectNode first = created.deepCopy();
    first.withObject("/spec").put("replicas", 2);
    store.update(first, "test");
    ObjectNode second = created.deepCopy();
    second.withObject("/spec").put("replicas", 3);

    assertThatThrownBy(() -> store.update(second, "test"))
        .asInstanceOf(InstanceOfAssertFactories.type(ApiFailure.class))
        .returns(409, ApiFailure::code)
        .returns("Conflict", ApiFailure::reason);
  }

  @Test
  void aDryRunStoresNothing() {
    store.create(Objects.configMap("c"), new WriteOptions("test", true, false));
    assertThat(store.list("", "ConfigMap", "")).isEmpty();

    ObjectNode kept = store.create(Objects.configMap("d"), "test");
    store.delete(
        id(kept), new DeleteOptions(java.util.OptionalLong.empty(), "Background", "", "", true));
    assertThat(store.get(id(kept))).isPresent();
  }

  @Test
  void finalizersHoldADeletedObjectUntilTheLastIsGone() {
    ObjectNode wanted = Objects.configMap("c");
    Meta.metadata(wanted).putArray("finalizers").add("a/b");
    ObjectNode created = store.create(wanted, "test");

    store.delete(id(created), "Background");
    ObjectNode marked = store.get(id(created)).orElseThrow();
    assertThat(Meta.isBeingDeleted(marked)).isTrue();

    ObjectNode released = marked.deepCopy();
    Meta.metadata(released).remove("finalizers");
    store.update(released, "test");
    assertThat(store.get(id(created))).isEmpty();
  }

  @Test
  void foregroundDeletionWaitsForTheCollector() {
    ObjectNode created = store.create(deployment(), "test");

    store.delete(id(created), "Foreground");

    ObjectNode marked = store.get(id(created)).orElseThrow();
    assertThat(Meta.finalizers(marked)).containsExactly("foregroundDeletion");
    assertThat(generation(marked)).isEqualTo(2);
  }

  @Test
  void aRunningPodWaitsForItsKubelet() {
    ObjectNode created = store.create(Objects.pod("p"), "test");

    store.delete(id(created), "Background");
    ObjectNode marked = store.get(id(created)).orElseThrow();
    assertThat(marked.path("metadata").path("deletionGracePeriodSeconds").asInt()).isEqualTo(5);
    assertThat(marked.path("metadata").path("deletionTimestamp").asText())
        .isEqualTo("2026-01-01T00:00:05Z");

    store.deleteNow(created);
    assertThat(store.get(id(created))).isEmpty();
  }

  @Test
  void aPodWithoutANodeGoesAtOnce() {
    ObjectNode wanted = Objects.pod("p");
    wanted.withObject("/spec").remove("nodeName");
    ObjectNode created = store.create(wanted, "test");

    store.delete(id(created), "Background");

    assertThat(store.get(id(created))).isEmpty();
  }

  @Test
  void anotherObjectOfTheNameIsNotDeleted() {
    ObjectNode created = store.create(Objects.configMap("c"), "test");
    DeleteOptions options =
        new DeleteOptions(java.util.OptionalLong.empty(), "", "another", "", false);

    assertThatThrownBy(() -> store.delete(id(created), options))
        .hasMessageContaining("the UID in the precondition (another) does not match");
  }

  @Test
  void whoeverHasTheNameOfWhatAControllerDeletesStays() {
    ObjectNode first = store.create(Objects.pod("p"), "test");
    store.deleteNow(first);
    ObjectNode second = store.create(Objects.pod("p"), "test");

    store.delete(first, "Background");
    store.deleteNow(first);

    assertThat(store.get(id(first))).contains(second);
    assertThatThrownBy(() -> store.deleteUnchanged(first, "Background"))
        .isInstanceOf(ApiFailure.class)
        .extracting("code")
        .isEqualTo(409);
  }

  @Test
  void nothingComesIntoANamespaceThatWentAfterItWasAdmitted() {
    ObjectNode namespace =
        Objects.json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'default'}}");
    Storage storage = Storage.inMemory();
    ObjectStore plain = new ObjectStore(storage, KindRules.LENIENT, CLOCK);
    plain.create(namespace, "test");
    KindRules asking =
        new KindRules() {
          @Override
          public void validate(
              @Nullable ObjectNode live, ObjectNode object, Part part, WriteOptions options) {
            if (storage.get(id(namespace)).isEmpty()) {
              throw Failures.notFound("namespaces", "default");
            }
            // It goes between this look and the write.
            plain.delete(id(namespace), "Background");
          }
        };
    ObjectStore guarded = new ObjectStore(storage, asking, CLOCK);

    assertThatThrownBy(() -> guarded.create(Objects.configMap("late"), "test"))
        .hasMessage("namespaces \"default\" not found");
    assertThat(storage.get(id(Objects.configMap("late")))).isEmpty();
  }

  @Test
  void eventsThatAreToldAtOnceAreAllCounted() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      ObjectNode about = store.create(Objects.configMap("about-" + round), "test");
      CountDownLatch start = new CountDownLatch(1);
      List<Thread> tellers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tellers.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      awaitQuietly(start);
                      store.recordEvent(about, "Normal", "Seen", "somebody saw it", "tester");
                    }));
      }
      start.countDown();
      for (Thread teller : tellers) {
        teller.join();
      }
    }

    assertThat(store.list("", "Event", "default"))
        .hasSize(50)
        .allSatisfy(event -> assertThat(event.path("count").asInt()).isEqualTo(4));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void absentObjectsAreDeletedWithoutComplaintByControllers() {
    store.delete(new ResourceId("", "ConfigMap", "default", "none"), "Background");
    store.deleteNow(Objects.configMap("none"));

    assertThat(store.storage().revision()).isEqualTo(1);
  }

  @Test
  void aSubscriberSeesWhatIsThereAndThenEveryChangeInOrder() throws Exception {
    ObjectNode first = store.create(Objects.configMap("a"), "test");
    BlockingQueue<ObjectEvent> events = new LinkedBlockingQueue<>();
    try (var subscription = store.subscribe("", "ConfigMap", events::add)) {
      store.create(Objects.configMap("b"), "test");
      ObjectNode changed = first.deepCopy();
      changed.withObject("/data").put("a", "2");
      store.update(changed, "test");
      store.delete(id(first), "Background");

      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ObjectEvent event = events.poll(60, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        seen.add(event.type() + " " + event.id().name());
      }
      assertThat(seen).containsExactly("ADDED a", "ADDED b", "MODIFIED a", "DELETED a");
      assertThat(subscription).isNotNull();
    }
  }

  @Test
  void repeatedEventsAreCounted() {
    ObjectNode about = store.create(Objects.pod("p"), "test");

    store.recordEvent(about, "Warning", "BackOff", "Back-off pulling image", "kubelet");
    store.recordEvent(about, "Warning", "BackOff", "Back-off pulling image", "kubelet");
    store.recordEvent(about, "Normal", "Pulled", "Pulled", "kubelet");

    assertThat(store.list("", "Event", "default"))
        .extracting(event -> event.path("reason").asText() + " " + event.path("count").asInt())
        .containsExactlyInAnyOrder("BackOff 2", "Pulled 1");
  }

  @Test
  void writersThatRaceAllHaveTheirEffect() throws Exception {
    ObjectNode created = store.create(deployment(), "test");
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String label = "w" + i;
      writers.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      store.change(
                          id(created),
                          live -> {
                            ObjectNode wanted = live.deepCopy();
                            wanted.withObject("/metadata/labels").put(label, "x");
                            return wanted;
                          },
                          Part.MAIN,
                          WriteOptions.by("test"))));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(store.get(id(created)).orElseThrow().path("metadata").path("labels")).hasSize(8);
  }
}
