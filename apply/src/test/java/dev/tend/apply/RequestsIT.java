package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an apply costs the server. */
class RequestsIT {
  @TempDir Path folder;
  private TestCluster test;

  @BeforeEach
  void open() {
    test = TestCluster.open(folder);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void anAppOfAThousandObjectsThatIsAsItShouldBeCostsAHandfulOfRequests() {
    String app = Shop.NAMESPACE + ManyObjects.yaml(1000);
    Shop first = new Shop(test);
    first.options = first.options.within(Duration.ofMinutes(10));
    assertThat(first.apply(app).succeeded()).as("what isn't ready yet costs watches").isTrue();

    try (Cluster fresh = test.connectAgain()) {
      Shop again = new Shop(test, fresh);
      ApplyReport report = again.apply(app);

      assertThat(Shop.applied(report)).allMatch(line -> line.startsWith("UNCHANGED"));
      assertThat(fresh.requestsSent()).isLessThanOrEqualTo(20);
    }

    try (Cluster fresh = test.connectAgain()) {
      Shop again = new Shop(test, fresh);
      ApplyReport report = again.apply(app.replace("alpha: a24,", "alpha: other,"));

      assertThat(Shop.applied(report))
          .filteredOn(line -> !line.startsWith("UNCHANGED"))
          .containsExactly("UPDATED many-0024");
      assertThat(fresh.requestsSent()).isLessThanOrEqualTo(25);
    }
  }
}
