package dev.tend.render.kustomize.tree;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceLocation;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the documents of a text. */
public final class NodeReader {
  private static final Pattern SEPARATOR = Pattern.compile("\n---[^\n]*\n");
  private static final int MOST_TABS = 1000;

  private NodeReader() {}

  /**
   * A document that holds something.
   *
   * @param number 1 for the first one
   */
  public record Document(Node root, int number) {}

  /**
   * All documents that hold more than comments.
   *
   * @throws Unreadable where one can't be read
   */
  public static List<Document> read(SourceText source) {
    String text = source.text();
    if (text.startsWith("\ufeff")) {
      text = text.substring(1);
    }
    if (text.indexOf('\r') >= 0) {
      text = text.replace("\r\n", "\n");
    }
    List<Document> documents = new ArrayList<>();
    Matcher separator = SEPARATOR.matcher(text);
    int from = 0;
    int line = 0;
    while (separator.find()) {
      String rest = text.substring(separator.start() + 4, separator.end()).strip();
      if (!rest.isEmpty() && rest.charAt(0) != '#') {
        int at = line + lines(text, from, separator.start()) + 2;
        throw unreadable(source, at, 1, "A document separator with something behind it: " + rest);
      }
      add(source, text.substring(from, separator.start() + 1), line, documents);
      line += lines(text, from, separator.end());
      from = separator.end();
    }
    add(source, text.substring(from), line, documents);
    return documents;
  }

  private static void add(SourceText source, String text, int line, List<Document> documents) {
    Optional<Node> root = Optional.empty();
    String current = text;
    for (int tabs = 0; ; tabs++) {
      try {
        root = NodeComposer.compose(current);
        break;
      } catch (MarkedYamlEngineException e) {
        Optional<String> mended = tabs < MOST_TABS ? withoutTab(current, e) : Optional.empty();
        if (mended.isEmpty()) {
          throw explained(source, line, e);
        }
        current = mended.get();
      } catch (YamlEngineException e) {
        throw unreadable(source, line + 1, 0, said(e));
      }
    }
    root.ifPresent(node -> documents.add(new Document(node, documents.size() + 1)));
  }

  /** Tabs between words are fine to kustomize, though not to YAML. */
  private static Optional<String> withoutTab(String text, MarkedYamlEngineException failure) {
    Optional<Mark> mark = failure.getProblemMark();
    if (mark.isEmpty()) {
      return Optional.empty();
    }
    int start = 0;
    for (int i = 0; i < mark.get().getLine(); i++) {
      start = text.indexOf('\n', start) + 1;
    }
    int tab = text.offsetByCodePoints(start, mark.get().getColumn());
    if (tab >= text.length() || text.charAt(tab) != '\t') {
      return Optional.empty();
    }
    boolean indents = text.substring(start, tab).chars().allMatch(c -> " \t-?:".indexOf(c) >= 0);
    return indents
        ? Optional.empty()
        : Optional.of(text.substring(0, tab) + ' ' + text.substring(tab + 1));
  }

  /** The reader of manifests knows more about why a text is no YAML. */
  private static Unreadable explained(
      SourceText source, int line, MarkedYamlEngineException failure) {
    Optional<Problem> known =
        YamlReader.readDocuments(source).problems().stream().filter(Problem::isError).findFirst();
    return known
        .map(Unreadable::new)
        .orElseGet(
            () -> {
              Optional<Mark> mark = failure.getProblemMark();
              int at = line + mark.map(Mark::getLine).orElse(0) + 1;
              return unreadable(
                  source, at, mark.map(Mark::getColumn).orElse(-1) + 1, failure.getProblem());
            });
  }

  private static String said(YamlEngineException failure) {
    String message = failure.getMessage();
    return message == null ? "This is no YAML" : message;
  }

  private static Unreadable unreadable(SourceText source, int line, int column, String message) {
    SourceLocation place = new SourceLocation(source.name(), 1, line, column);
    return new Unreadable(Problem.error("yaml/syntax", place, FieldPath.ROOT, message, ""));
  }

  private static int lines(String text, int from, int to) {
    int lines = 0;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        lines++;
      }
    }
    return lines;
  }
}
