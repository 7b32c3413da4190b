package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one document into a tree: first without keeping positions, and once more with them only
 * where there is something to report.
 */
final class DocumentReader {
  private static final int MAX_TABS = 1000;

  private DocumentReader() {}

  /** A tree, or what stood in its way; or both, where reading could go on. */
  record Outcome(Optional<JsonNode> content, List<Problem> problems) {
    Outcome {
      problems = List.copyOf(problems);
    }
  }

  static Outcome read(YamlDocument document) {
    if (document.json()) {
      Optional<JsonNode> tree = JsonTree.read(document.text());
      if (tree.isPresent()) {
        return new Outcome(tree, List.of());
      }
    }
    try {
      Findings findings = new Findings(document);
      Optional<JsonNode> root = new TreeBuilder(document.events(false), findings).build();
      if (findings.problems().isEmpty()) {
        return new Outcome(root, List.of());
      }
    } catch (YamlEngineException | UnreadableDocument again) {
      return withPositions(document);
    }
    return withPositions(document);
  }

  private static Outcome withPositions(YamlDocument document) {
    YamlDocument current = document;
    for (int attempt = 0; attempt < MAX_TABS; attempt++) {
      Findings findings = new Findings(current);
      try {
        Optional<JsonNode> root = new TreeBuilder(current.events(true), findings).build();
        return new Outcome(root, findings.problems());
      } catch (UnreadableDocument refused) {
        return new Outcome(Optional.empty(), List.of(refused.problem()));
      } catch (MarkedYamlEngineException failure) {
        Optional<YamlDocument> readable = current.withoutTab(failure);
        if (readable.isEmpty()) {
          return failed(SyntaxProblems.of(current, failure));
        }
        current = readable.get();
      } catch (YamlEngineException failure) {
        return failed(SyntaxProblems.of(current, failure));
      }
    }
    return failed(SyntaxProblems.tooManyTabs(document));
  }

  private static Outcome failed(Problem problem) {
    return new Outcome(Optional.empty(), List.of(problem));
  }
}
