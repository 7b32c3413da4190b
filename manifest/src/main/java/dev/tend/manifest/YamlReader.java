package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads manifests from YAML and JSON text as Kubernetes reads them. */
public final class YamlReader {
  /** From here on it pays to parse on all processors. */
  private static final int MANY = 64;

  private YamlReader() {}

  /**
   * What a text holds: every manifest that could be read, and every problem that was found on the
   * way.
   */
  public record Result(List<Manifest> manifests, List<Problem> problems) {
    public Result {
      manifests = List.copyOf(manifests);
      problems = List.copyOf(problems);
    }
  }

  /** One document as it stands, whatever it describes: an App's file, a chart's values. */
  public record Document(JsonNode content, Origin origin) {}

  /** The documents of a text, whatever they describe, and every problem that was found. */
  public record Documents(List<Document> documents, List<Problem> problems) {
    public Documents {
      documents = List.copyOf(documents);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Every object of every document, Lists taken apart. A document that can't be read, or is no
   * manifest, is a problem and takes no other document with it.
   */
  public static Result read(SourceText source) {
    List<YamlDocument> documents = source.documents();
    List<Result> parts =
        (documents.size() < MANY ? documents.stream() : documents.parallelStream())
            .map(YamlReader::read)
            .toList();
    return parts.size() == 1
        ? parts.getFirst()
        : new Result(
            parts.stream().flatMap(part -> part.manifests().stream()).toList(),
            parts.stream().flatMap(part -> part.problems().stream()).toList());
  }

  private static Result read(YamlDocument document) {
    List<Problem> problems = new ArrayList<>();
    List<Manifest> manifests = new ArrayList<>();
    DocumentReader.Outcome outcome = DocumentReader.read(document);
    problems.addAll(outcome.problems());
    outcome
        .content()
        .filter(content -> !content.isNull())
        .ifPresent(
            content -> {
              ManifestReader reader = new ManifestReader(document, problems);
              manifests.addAll(reader.read(content));
            });
    return new Result(manifests, problems);
  }

  /** Every document that is more than comments, manifest or not. */
  public static Documents readDocuments(SourceText source) {
    List<Problem> problems = new ArrayList<>();
    List<Document> documents = new ArrayList<>();
    for (YamlDocument document : source.documents()) {
      DocumentReader.Outcome outcome = DocumentReader.read(document);
      problems.addAll(outcome.problems());
      Origin origin = new Origin(source, document.number(), -1);
      outcome.content().ifPresent(content -> documents.add(new Document(content, origin)));
    }
    return new Documents(documents, problems);
  }
}
