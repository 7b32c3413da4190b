package dev.tend.render.kustomize.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {
  /** Each expectation is what kubectl kustomize 1.33 prints; / stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a b/,a b/",
        "a/b/,a/b/",
        "a/  b/c/,a//  b/c/",
        "folded/text//  more///x/,folded/text///  more///x/",
        "  first/a/,  first/a/",
        "/a/  b/,/a//  b/",
        "a///,a////",
        ",''"
      })
  void linesThatAreIndentedMoreComeAfterOneBreakMore(String text, String printed) {
    String from = text == null ? "" : text.replace('/', '\n');
    assertThat(FoldedText.printed(from)).isEqualTo(printed.replace('/', '\n'));
  }
}
