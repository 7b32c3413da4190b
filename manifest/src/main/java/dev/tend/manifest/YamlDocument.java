package dev.tend.manifest;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * One document of a source, and where it begins.
 *
 * @param number 1 for the first document that holds more than comments
 * @param line of its first character, from 0
 * @param column of its first character, from 0
 * @param json whether it is strict JSON
 */
record YamlDocument(
    SourceText source, String text, int number, int line, int column, boolean json) {

  private static final int MAX_BUFFER = 4 * 1024 * 1024;

  /** Where the document stands, as far as a mark tells it. */
  SourceLocation at(Optional<Mark> mark) {
    return mark.map(m -> at(m.getLine(), m.getColumn()))
        .orElseGet(() -> new SourceLocation(source.name(), number, 0, 0));
  }

  /** From a line and column within the document, both from 0. */
  SourceLocation at(int lineInside, int columnInside) {
    int shift = lineInside == 0 ? column : 0;
    return new SourceLocation(
        source.name(), number, line + lineInside + 1, columnInside + shift + 1);
  }

  ParserImpl events(boolean marks) {
    LoadSettings settings = settings(marks, text.length());
    return new ParserImpl(settings, new StreamReader(settings, text));
  }

  /** The whole text goes into one buffer: else a long line is copied once for each buffer of it. */
  static LoadSettings settings(boolean marks, int length) {
    return LoadSettings.builder()
        .setBufferSize(Math.clamp(length + 2L, 16, MAX_BUFFER))
        .setUseMarks(marks)
        .setCodePointLimit(Integer.MAX_VALUE)
        .setMaxAliasesForCollections(Integer.MAX_VALUE)
        .build();
  }

  /**
   * The same document with a space for the tab that stopped its reading, if that tab separates
   * words and does not indent: Kubernetes' reader takes those.
   */
  Optional<YamlDocument> withoutTab(MarkedYamlEngineException failure) {
    return failure
        .getProblemMark()
        .filter(mark -> mark.getPointer() < mark.getBuffer().length)
        .flatMap(mark -> withoutTab(mark.getLine(), mark.getColumn()));
  }

  private Optional<YamlDocument> withoutTab(int lineInside, int columnInside) {
    int start = 0;
    for (int i = 0; i < lineInside; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    int tab = text.offsetByCodePoints(start, columnInside);
    if (tab >= text.length() || text.charAt(tab) != '\t') {
      return Optional.empty();
    }
    boolean indents = text.substring(start, tab).chars().allMatch(c -> " \t-?:".indexOf(c) >= 0);
    return indents
        ? Optional.empty()
        : Optional.of(withText(text.substring(0, tab) + ' ' + text.substring(tab + 1)));
  }

  private YamlDocument withText(String other) {
    return new YamlDocument(source, other, number, line, column, json);
  }
}
