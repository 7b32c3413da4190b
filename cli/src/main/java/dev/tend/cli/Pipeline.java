package dev.tend.cli;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.render.RenderContext;
import dev.tend.render.Rendered;
import dev.tend.render.Renderer;
import dev.tend.render.Source;
import dev.tend.render.Sources;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.ManifestValidator;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.ValidationReport;
import dev.tend.schema.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one line that every command is a prefix of: sources become manifests, manifests are checked,
 * compared with the cluster, applied, and followed until they are ready.
 */
public final class Pipeline {
  private final Session session;
  private final SchemaCatalog catalog = BuiltInSchemas.load();

  public Pipeline(Session session) {
    this.session = session;
  }

  /** Sources into manifests. */
  public Rendered render(List<String> words, Map<String, String> variables) {
    if (words.isEmpty()) {
      throw new KnownFailure("no source is named", "name a file, a folder, a URL, or - for stdin");
    }
    List<Source> sources = new ArrayList<>();
    for (String word : words) {
      sources.add(Sources.detect(word, session.environment().workingDirectory()));
    }
    return new Renderer(new RenderContext(session.environment().in(), variables)).render(sources);
  }

  /** What validation may pass over. */
  public record ValidationOptions(Set<String> skippedKinds, boolean ignoreMissingSchemas) {
    public ValidationOptions {
      skippedKinds = Set.copyOf(skippedKinds);
    }
  }

  /** Manifests against their schemas, offline. */
  public ValidationReport validate(Rendered rendered, ValidationOptions options) {
    ManifestValidator validator = new ManifestValidator(catalog);
    List<Verdict> verdicts = new ArrayList<>();
    for (Manifest manifest : rendered.manifests()) {
      verdicts.add(verdict(validator, manifest, options));
    }
    return new ValidationReport(verdicts, rendered.problems());
  }

  private static Verdict verdict(
      ManifestValidator validator, Manifest manifest, ValidationOptions options) {
    if (options.skippedKinds().contains(manifest.id().kind())) {
      return new Verdict.Skipped(manifest, "--skip " + manifest.id().kind());
    }
    Verdict verdict = validator.validate(manifest);
    return verdict instanceof Verdict.Unknown && options.ignoreMissingSchemas()
        ? new Verdict.Skipped(manifest, "no schema is known")
        : verdict;
  }

  /** Whether anything in a rendering must stop what comes after it. */
  static boolean broken(Rendered rendered) {
    return rendered.problems().stream().anyMatch(Problem::isError);
  }
}
