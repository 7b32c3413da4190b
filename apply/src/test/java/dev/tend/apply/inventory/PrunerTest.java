package dev.tend.apply.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.Change;
import dev.tend.diff.LiveState;
import dev.tend.diff.Plan;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.SourceLocation;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrunerTest {
  private static final Ownership SHOP = new Ownership("shop", "prod");

  private final Map<ResourceId, ObjectNode> objects = new HashMap<>();
  private final Set<ResourceId> unreadable = new HashSet<>();
  private final List<Inventory.Entry> entries = new ArrayList<>();
  private final List<Manifest> desired = new ArrayList<>();
  private final List<Change> planned = new ArrayList<>();
  private PruneOptions options = PruneOptions.CAUTIOUS;

  PrunerTest() {
    desired.add(manifest("ConfigMap", "wanted"));
    planned.add(new Change.Unchanged(desired.getFirst(), live(desired.getFirst(), "u-wanted")));
  }

  private static Manifest manifest(String kind, String name) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("apiVersion", "v1").put("kind", kind);
    content.putObject("metadata").put("name", name).put("namespace", "shop");
    return SHOP.mark(Manifest.of(content, Origin.generated("test")));
  }

  private static ObjectNode live(Manifest manifest, String uid) {
    ObjectNode live = manifest.content().deepCopy();
    live.withObject("/metadata").put("uid", uid);
    return live;
  }

  /** Applied before, is there, and isn't wanted any more. */
  private ObjectNode leftOver(String kind, String name) {
    Manifest manifest = manifest(kind, name);
    ObjectNode live = live(manifest, "u-" + name);
    objects.put(manifest.id(), live);
    entries.add(new Inventory.Entry(manifest.id(), "v1", "u-" + name));
    return live;
  }

  private Plan pruned(Problem... problems) throws InterruptedException {
    Inventory inventory = Inventory.of(entries);
    List<Candidate> left = new Pruner(new Objects(), 2).left(desired, inventory, options);
    Plan plan = new Plan(planned, List.of(problems));
    return Pruner.added(plan, left, desired, inventory, SHOP, options);
  }

  private String refusal(Problem... problems) throws InterruptedException {
    Change last = pruned(problems).changes().getLast();
    assertThat(last).isInstanceOf(Change.Skip.class);
    return ((Change.Skip) last).reason();
  }

  @Test
  void whatIsNotWantedAnyMoreIsPrunedAfterAllElse() throws InterruptedException {
    leftOver("ConfigMap", "old");

    assertThat(pruned().changes())
        .extracting(change -> change.getClass().getSimpleName() + " " + change.id().name())
        .containsExactly("Unchanged wanted", "Prune old");
  }

  @Test
  void whatIsWantedOrGoneAlreadyIsNotPruned() throws InterruptedException {
    entries.add(new Inventory.Entry(desired.getFirst().id(), "v1beta1", "u-wanted"));
    entries.add(new Inventory.Entry(manifest("ConfigMap", "gone").id(), "v1", "u-gone"));

    assertThat(pruned().changes()).hasSize(1);
  }

  @Test
  void nothingIsPrunedUnlessAskedButTold() throws InterruptedException {
    leftOver("ConfigMap", "old");
    leftOver("PersistentVolumeClaim", "data");
    options = PruneOptions.DISABLED;

    assertThat(pruned().changes().stream().skip(1))
        .allSatisfy(
            change -> {
              assertThat(change).isInstanceOf(Change.Skip.class);
              assertThat(((Change.Skip) change).reason()).contains("app shop");
              assertThat(((Change.Skip) change).hint()).contains("--prune");
            })
        .hasSize(2);
  }

  @Test
  void whatCannotBeReadIsInNobodysWayUntilItIsToBePruned() {
    entries.add(new Inventory.Entry(manifest("Secret", "locked").id(), "v1", "u-locked"));
    unreadable.add(manifest("Secret", "locked").id());
    assertThatThrownBy(this::pruned).isInstanceOf(KnownFailure.class);

    options = PruneOptions.DISABLED;
    assertThatCode(this::pruned).doesNotThrowAnyException();
  }

  @Test
  void problemsOfTheSourcesStopEveryPrune() throws InterruptedException {
    leftOver("ConfigMap", "old");
    Problem problem =
        Problem.error("x", new SourceLocation("a", 1, 1, 1), FieldPath.ROOT, "broken", "");

    assertThat(refusal(problem)).contains("problems");
  }

  @Test
  void emptySourcesStopEveryPrune() throws InterruptedException {
    leftOver("ConfigMap", "old");
    desired.clear();
    planned.clear();

    assertThat(refusal()).contains("no objects");
  }

  @Test
  void anObjectThatSomebodyMadeAnewIsKept() throws InterruptedException {
    leftOver("ConfigMap", "old").withObject("/metadata").put("uid", "another");

    assertThat(refusal()).contains("made it anew");
  }

  @Test
  void anObjectOfUnknownUidIsPrunedByItsLabel() throws InterruptedException {
    leftOver("ConfigMap", "old");
    entries.replaceAll(entry -> new Inventory.Entry(entry.id(), "v1", ""));

    assertThat(pruned().changes().getLast()).isInstanceOf(Change.Prune.class);
  }

  @Test
  void anObjectThatAnotherAppTookOverIsKept() throws InterruptedException {
    leftOver("ConfigMap", "old").withObject("/metadata/labels").put(Ownership.APP_LABEL, "till");

    assertThat(refusal()).contains("the app till");
  }

  @Test
  void anObjectThatLostItsLabelIsKept() throws InterruptedException {
    leftOver("ConfigMap", "old").withObject("/metadata").remove("labels");

    assertThat(refusal()).contains(Ownership.APP_LABEL);
  }

  @Test
  void anObjectThatIsWantedUnderAnotherGroupIsKept() throws InterruptedException {
    leftOver("ConfigMap", "old").withObject("/metadata").put("uid", "u-wanted");
    entries.replaceAll(entry -> new Inventory.Entry(entry.id(), "v1", "u-wanted"));

    assertThat(refusal()).contains("another API group");
  }

  @Test
  void anObjectWhoseOwnerSaysSoIsKept() throws InterruptedException {
    leftOver("ConfigMap", "old")
        .withObject("/metadata/annotations")
        .put("tend.dev/prune", "disabled");

    assertThat(refusal()).contains("tend.dev/prune");
  }

  @Test
  void whatHoldsDataNeedsConsent() throws InterruptedException {
    leftOver("PersistentVolumeClaim", "data");
    assertThat(refusal()).contains("PersistentVolumeClaim");

    options = new PruneOptions(true, OptionalInt.empty(), Set.of("PersistentVolumeClaim"));
    assertThat(pruned().changes().getLast()).isInstanceOf(Change.Prune.class);
  }

  @Test
  void moreThanTheLimitMeansNoneAtAll() throws InterruptedException {
    leftOver("ConfigMap", "a");
    leftOver("ConfigMap", "b");
    options = new PruneOptions(true, OptionalInt.of(1), Set.of());

    assertThat(refusal()).contains("2 of 2").contains("limit is 1");
  }

  @Test
  void withoutALimitHalfOfALargeAppIsTheMost() throws InterruptedException {
    for (int i = 0; i < 11; i++) {
      leftOver("ConfigMap", "old" + i);
    }
    assertThat(refusal()).contains("11 of 11");

    for (int i = 0; i < 11; i++) {
      Manifest kept = manifest("ConfigMap", "kept" + i);
      desired.add(kept);
      entries.add(new Inventory.Entry(kept.id(), "v1", ""));
    }
    assertThat(pruned().changes()).filteredOn(Change.Prune.class::isInstance).hasSize(11);
  }

  /** Reads single objects, nothing else. */
  private final class Objects implements LiveState {
    @Override
    public Optional<ResourceType> typeOf(GroupVersionKind gvk) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ObjectNode> get(ResourceId id, String apiVersion) {
      if (unreadable.contains(id)) {
        throw new KnownFailure("forbidden");
      }
      return Optional.ofNullable(objects.get(id));
    }

    @Override
    public List<ObjectNode> getAll(GroupVersionKind gvk, String namespace, Set<String> names) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ObjectNode> list(GroupVersionKind gvk, String namespace, String labelSelector) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DryRun dryRun(Manifest manifest, boolean forceConflicts) {
      throw new UnsupportedOperationException();
    }
  }
}
