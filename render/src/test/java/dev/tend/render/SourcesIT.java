package dev.tend.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tend.manifest.KnownFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesIT {
  @TempDir Path folder;

  @BeforeEach
  void files() {
    new Tree(folder)
        .config("plain/a.yaml", "a")
        .file("kust/kustomization.yml", "")
        .file("chart/Chart.yaml", "")
        .file("shop/tend.yaml", "")
        .file("shop/kustomization.yaml", "");
  }

  @Test
  void aFolderIsWhatItsFilesSay() {
    assertThat(Sources.detect("plain", folder)).isInstanceOf(Source.PlainFiles.class);
    assertThat(Sources.detect("plain/a.yaml", folder)).isInstanceOf(Source.PlainFiles.class);
    assertThat(Sources.detect("kust", folder))
        .isEqualTo(new Source.Kustomization("kust", folder.resolve("kust")));
    assertThat(Sources.detect("chart", folder))
        .isEqualTo(new Source.Chart("chart", folder.resolve("chart")));
    assertThat(Sources.detect("shop", folder))
        .isEqualTo(new Source.App("shop", folder.resolve("shop/tend.yaml")));
  }

  @Test
  void theFilesThemselvesNameTheirFolderToo() {
    assertThat(Sources.detect("shop/tend.yaml", folder))
        .isEqualTo(new Source.App("shop/tend.yaml", folder.resolve("shop/tend.yaml")));
    assertThat(Sources.detect("kust/kustomization.yml", folder))
        .isInstanceOf(Source.Kustomization.class);
    assertThat(Sources.detect("chart/Chart.yaml", folder)).isInstanceOf(Source.Chart.class);
  }

  @Test
  void aDashIsStandardInputAndUrlsAreWeb() {
    assertThat(Sources.detect("-", folder)).isInstanceOf(Source.Stdin.class);
    assertThat(Sources.detect("https://example.com/a.yaml", folder)).isInstanceOf(Source.Web.class);
  }

  @Test
  void whatIsMissingIsNamedWithWhatIsNear() {
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> Sources.detect("plian/a.yaml", folder))
        .withMessage("Reading plian/a.yaml: there is no such file or folder")
        .satisfies(failure -> assertThat(failure.hint()).isEqualTo("Did you mean plain?"));
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> Sources.detect("plain/a.yml", folder))
        .satisfies(failure -> assertThat(failure.hint()).isEqualTo("Did you mean plain/a.yaml?"));
  }

  @Test
  void otherUrlsAndBadOnesAreRefused() {
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> Sources.detect("oci://example.com/x", folder));
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> Sources.detect("https://exa mple/x", folder));
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> Sources.detect("http:///x", folder));
  }
}
