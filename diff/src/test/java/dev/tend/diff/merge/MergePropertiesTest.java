package dev.tend.diff.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.ServerSideApply.Outcome;
import dev.tend.manifest.FieldPath;
import dev.tend.schema.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever is applied; each seed makes its own objects. */
class MergePropertiesTest {
  private static final List<ResourceType> TYPES =
      List.of(Types.DEPLOYMENT, Types.SERVICE, Types.CONFIG_MAP, Types.WIDGET);
  private static final Instant T1 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant T2 = Instant.parse("2026-01-02T00:00:00Z");

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  private static ObjectNode force(
      @Nullable ObjectNode live,
      ObjectNode applied,
      ResourceType type,
      String manager,
      Instant at) {
    return switch (ServerSideApply.apply(
        live, applied, type, FieldManager.applying(manager), true, at)) {
      case Outcome.Merged(ObjectNode object) -> object;
      case Outcome.Conflicted conflicted -> throw new AssertionError(conflicted.message());
    };
  }

  private static ResourceType type(Random random) {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private static ObjectNode object(Random random, ResourceType type) {
    return new RandomValues(random, 50, 5, 0).object(type);
  }

  /**
   * Without nulls and empty containers: those are owned though they are not there, or the reverse.
   */
  private static ObjectNode solid(Random random, ResourceType type) {
    ObjectNode object = new RandomValues(random, 50, 0, 0).object(type);
    prune(object);
    return object;
  }

  private static void prune(JsonNode value) {
    value.forEach(MergePropertiesTest::prune);
    if (value instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> !object.path(name).isContainerNode() || !object.path(name).isEmpty());
      object.remove(names);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void applyingTwiceIsApplyingOnce(long seed) {
    Random random = new Random(seed);
    ResourceType type = type(random);
    ObjectNode live = force(null, object(random, type), type, "one", T1);
    ObjectNode applied = object(random, type);

    ObjectNode once = force(live, applied, type, "two", T1);

    assertThat(force(once, applied, type, "two", T2)).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void takingBackWhatWasAppliedLeavesNothing(long seed) {
    Random random = new Random(seed);
    ResourceType type = type(random);
    ObjectNode applied = solid(random, type);

    ObjectNode live = force(null, applied, type, "one", T1);

    assertThat(force(live, identity(applied), type, "one", T2)).isEqualTo(identity(applied));
  }

  private static ObjectNode identity(ObjectNode object) {
    ObjectNode identity = object.deepCopy();
    identity.retain("apiVersion", "kind", "metadata");
    identity.withObject("/metadata").retain("name");
    return identity;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoAppliesOwnsWhatItListsAndNobodyOwnsWhatIsNotThere(long seed) {
    Random random = new Random(seed);
    ResourceType type = type(random);
    Typing typing = Typing.of(type.schema());
    ObjectNode live = force(null, solid(random, type), type, "one", T1);
    ObjectNode applied = solid(random, type);

    ManagedFields managed = ManagedFields.of(force(live, applied, type, "two", T2));

    FieldSet listed =
        Ownership.ownable(OwnedFields.of(applied, typing))
            .without(FieldSet.of(FieldPath.of("status")));
    FieldSet there = OwnedFields.of(force(live, applied, type, "two", T2), typing);
    FieldSet owned =
        managed
            .find(FieldManager.applying("two"), "")
            .map(ManagedFields.Entry::fields)
            .orElse(FieldSet.EMPTY);
    FieldSet unlisted = listed.difference(owned).union(owned.difference(listed));
    // Types without a status subresource own their status like any other field.
    assertThat(unlisted.without(FieldSet.of(FieldPath.of("status"))).paths()).isEmpty();
    assertThat(managed.union().difference(there).paths()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void appliersOfDisjointFieldsCommute(long seed) {
    Random random = new Random(seed);
    ObjectNode both = object(random, Types.WIDGET);
    ObjectNode labels = identity(both);
    labels.withObject("/metadata").set("labels", both.path("metadata").path("labels"));
    ObjectNode spec = identity(both);
    spec.set("spec", both.path("spec"));
    drop(labels.withObject("/metadata"), "labels");
    drop(spec, "spec");

    ObjectNode one = force(force(null, labels, Types.WIDGET, "a", T1), spec, Types.WIDGET, "b", T1);
    ObjectNode other =
        force(force(null, spec, Types.WIDGET, "b", T1), labels, Types.WIDGET, "a", T1);

    // When either came to own something may differ.
    assertThat(Ownership.isSame(one, other)).isTrue();
  }

  private static void drop(ObjectNode object, String name) {
    if (object.path(name).isMissingNode()) {
      object.remove(name);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fieldSetsReadWhatTheyWrite(long seed) {
    Random random = new Random(seed);
    ResourceType type = type(random);
    FieldSet set = OwnedFields.of(object(random, type), Typing.of(type.schema()));

    FieldSet read = FieldSet.parse(set.toJson());

    assertThat(read).isEqualTo(set).hasToString(set.toString());
    assertThat(set.union(read)).isEqualTo(set);
    assertThat(set.intersection(read)).isEqualTo(set);
    assertThat(set.difference(read).isEmpty()).isTrue();
    assertThat(FieldSet.of(set.paths())).isEqualTo(set);
  }
}
