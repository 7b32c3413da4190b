package dev.tend.sync.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.RemoteUrl;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmodulesTest {
  private static RemoteUrl url(String text) {
    return RemoteUrl.parse(text, Path.of("/"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://host/org/app.git, ../charts.git, https://host/org/charts.git",
    "https://host/org/app.git, ../../other/charts, https://host/other/charts",
    "https://host/org/app/, ./inner, https://host/org/app/inner",
    "git@host:org/app.git, ../charts.git, git@host:org/charts.git",
    "git@host:app.git, ../charts.git, git@host:charts.git",
    "file:///srv/app.git, ../charts.git, file:///srv/charts.git",
    "https://host/org/app.git, https://elsewhere/x.git, https://elsewhere/x.git",
  })
  void anAddressMayStartFromThatOfTheRepositoryAround(String parent, String text, String whole) {
    assertThat(Submodules.resolve(url(parent), text).address()).isEqualTo(whole);
  }

  @Test
  void aRepositoryFromElsewhereNamesNoneOfThisMachine() {
    for (String local : new String[] {"file:///home/me/secrets.git", "/home/me/secrets.git"}) {
      assertThatThrownBy(() -> Submodules.resolve(url("https://host/org/app.git"), local))
          .isInstanceOf(KnownFailure.class)
          .hasMessageContaining("this machine");
    }
  }

  @Test
  void anAddressDoesNotLeadOutOfItsHost() {
    assertThatThrownBy(() -> Submodules.resolve(url("https://host/app.git"), "../../../x.git"))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("out of the host");
  }
}
