package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.apply.history.Provenance;
import dev.tend.apply.history.Revision;
import dev.tend.apply.history.Revision.Outcome;
import dev.tend.apply.inventory.Ownership;
import dev.tend.diff.Check;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryIT {
  private static final String FIRST = Shop.NAMESPACE + Shop.SETTINGS;
  private static final String SECOND = FIRST.replace("red", "blue");
  private static final String BROKEN =
      SECOND + Shop.WEB.replace("registry.k8s.io/pause:3.9", "nowhere/web:does-not-exist");

  @TempDir Path folder;
  private TestCluster test;
  private Shop shop;
  private Ownership owner;
  private Apps apps;

  @BeforeEach
  void open() {
    test = TestCluster.open(folder);
    shop = new Shop(test);
    shop.options = shop.options.from(new Provenance("ann@laptop", "git 3f2a9c1"));
    owner = new Ownership("shop", test.namespace());
    apps = new Apps(test.cluster(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    test.close();
  }

  private List<String> outcomes() {
    return apps.history(owner).stream().map(r -> r.number() + " " + r.outcome()).toList();
  }

  @Test
  void eachApplyThatChangesSomethingIsARevision() {
    shop.apply(FIRST);
    shop.apply(FIRST);
    shop.options = shop.options.awaiting(false);
    shop.apply(SECOND);

    assertThat(outcomes()).containsExactly("1 READY", "2 APPLIED");
    Revision first = apps.history(owner).getFirst();
    assertThat(first.provenance()).isEqualTo(new Provenance("ann@laptop", "git 3f2a9c1"));
    assertThat(first.objects()).isEqualTo(2);
    List<Manifest> manifests = new RevisionStore(test.cluster()).manifests(owner, 1);
    assertThat(manifests)
        .filteredOn(manifest -> manifest.id().kind().equals("ConfigMap"))
        .singleElement()
        .satisfies(
            manifest ->
                assertThat(manifest.content().at("/data/colour").asText()).isEqualTo("red"));
  }

  @Test
  void whatFailedSaysWhyAndIsNotGoneBackTo() {
    test.assumeImagesThatFail();
    shop.apply(FIRST);
    assertThat(shop.apply(BROKEN).succeeded()).isFalse();

    assertThat(outcomes()).containsExactly("1 READY", "2 FAILED");
    assertThat(apps.history(owner).getLast().message()).contains("nowhere/web:does-not-exist");
    assertThat(apps.earlier(owner, Optional.empty()).number()).isEqualTo(1);
    assertThat(apps.earlier(owner, Optional.of(2)).outcome()).isEqualTo(Outcome.FAILED);
    assertThatThrownBy(() -> apps.earlier(owner, Optional.of(7)))
        .isInstanceOf(KnownFailure.class)
        .hasMessage("App shop has no revision 7");
  }

  @Test
  void whatGetsReadyAfterAllIsNoFailure() {
    test.assumeImagesThatFail();
    shop.options = shop.options.within(Duration.ofSeconds(3));
    String web = Shop.WEB.replace("3.9", "never-ready");
    assertThat(shop.apply(Shop.NAMESPACE, web).succeeded()).isFalse();
    assertThat(outcomes()).containsExactly("1 FAILED");

    shop.options = shop.options.awaiting(false);
    assertThat(shop.apply(Shop.NAMESPACE, web).succeeded()).isTrue();

    assertThat(outcomes()).containsExactly("1 APPLIED");
  }

  @Test
  void whatCameLaterIsWhatTheRevisionsSinceConsistOf() {
    String other = Shop.SETTINGS.replace("name: settings", "name: other");
    shop.apply(FIRST, other);
    shop.apply(FIRST);
    shop.apply(SECOND, other.replace("name: other", "name: third"));

    RevisionStore revisions = new RevisionStore(test.cluster());
    assertThat(revisions.since(owner, 2))
        .extracting(ResourceId::name)
        .containsExactlyInAnyOrder(test.namespace(), "settings", "third");
    assertThat(revisions.since(owner, 3)).isEmpty();
  }

  @Test
  void aRevisionThatAKilledApplyLeftIsPassedOver() {
    shop.apply(FIRST);
    // As if the process ended between the revision and the inventory that names it.
    Revision lost = apps.history(owner).getFirst().numbered(2);
    new RevisionStore(test.cluster()).add(owner, lost, test.manifests(SECOND));

    shop.apply(SECOND);

    assertThat(apps.history(owner)).extracting(Revision::number).containsExactly(1, 2, 3);
    assertThat(shop.inventory().newest().revision()).isEqualTo(3);
  }

  @Test
  void aNamespaceThatIsMadeInPassingIsPartOfNoRevision() {
    AppPlanner.Request request =
        new AppPlanner.Request(
            Optional.of("shop"),
            test.namespace(),
            shop.prune,
            shop.options.force(),
            8,
            true,
            shop.care,
            Check.NONE);
    List<Manifest> settings = test.manifests(Shop.SETTINGS);

    shop.apply(new AppPlanner(test.cluster()).plan(settings, request));
    shop.apply(new AppPlanner(test.cluster()).plan(settings, request));

    assertThat(outcomes()).containsExactly("1 READY");
    assertThat(new RevisionStore(test.cluster()).manifests(owner, 1))
        .extracting(manifest -> manifest.id().kind())
        .containsExactly("ConfigMap");
  }

  @Test
  void onlySoManyRevisionsAreKept() {
    for (int i = 0; i < 21; i++) {
      shop.apply(FIRST.replace("red", "red-" + i));
    }
    assertThat(apps.history(owner))
        .extracting(Revision::number)
        .hasSizeBetween(10, 15)
        .contains(21);
  }

  @Test
  void theHistoryGoesWithTheApp() {
    shop.apply(FIRST);
    new Deleter(test.cluster(), Clock.systemUTC())
        .deleteApp("shop", test.namespace(), DeleteOptions.standard(), event -> {});
    assertThat(outcomes()).isEmpty();
  }

  @Test
  void appsAreListedAndFoundByName() {
    shop.apply(FIRST);
    assertThat(apps.list(test.namespace()))
        .singleElement()
        .satisfies(
            app -> {
              assertThat(app.owner()).isEqualTo(owner);
              assertThat(app.revision().map(Revision::number)).contains(1);
            });
    assertThat(apps.find("shop", Optional.of(test.namespace()))).isEqualTo(owner);
    assertThat(apps.status(owner).objects().succeeded()).isTrue();
    assertThatThrownBy(() -> apps.find("ship", Optional.of(test.namespace())))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("no inventory of an app ship");
  }
}
