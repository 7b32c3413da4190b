package dev.tend.render.kustomize.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which fields each step of a build looks at. */
public final class FieldSpecs {
  /** The steps, named as configurations name them. */
  public enum Step {
    NAME_PREFIX("namePrefix"),
    NAME_SUFFIX("nameSuffix"),
    NAMESPACE("namespace"),
    COMMON_LABELS("commonLabels"),
    LABELS("labels"),
    TEMPLATE_LABELS("templateLabels"),
    COMMON_ANNOTATIONS("commonAnnotations"),
    VAR_REFERENCE("varReference"),
    IMAGES("images"),
    REPLICAS("replicas");

    private final String field;

    Step(String field) {
      this.field = field;
    }

    /** Its name in a configuration. */
    public String field() {
      return field;
    }
  }

  /** The fields that hold names of objects of one kind. */
  public record NameReference(Gvk target, List<FieldSpec> referrers) {
    public NameReference {
      referrers = List.copyOf(referrers);
    }
  }

  public static final FieldSpecs NONE = new FieldSpecs(Map.of(), List.of());
  private static final String RESOURCE = "/dev/tend/render/kustomize/field-specs.txt";

  private final Map<Step, List<FieldSpec>> steps;
  private final List<NameReference> nameReferences;

  private final boolean settled;

  public FieldSpecs(Map<Step, List<FieldSpec>> steps, List<NameReference> nameReferences) {
    this(steps, nameReferences, false);
  }

  /**
   * @param settled whether they were sorted and rid of what repeats, so that doing it again changes
   *     nothing
   */
  private FieldSpecs(
      Map<Step, List<FieldSpec>> steps, List<NameReference> nameReferences, boolean settled) {
    this.steps = Map.copyOf(steps);
    this.nameReferences = List.copyOf(nameReferences);
    this.settled = settled;
  }

  public List<FieldSpec> of(Step step) {
    return steps.getOrDefault(step, List.of());
  }

  public List<NameReference> nameReferences() {
    return nameReferences;
  }

  /** All of both. */
  public FieldSpecs and(FieldSpecs other) {
    if (other == NONE || this == other) {
      return this;
    }
    if (this == NONE && other.settled) {
      return other;
    }
    Map<Step, List<FieldSpec>> all = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      all.put(step, FieldSpec.merged(of(step), other.of(step)));
    }
    List<NameReference> references = new ArrayList<>(nameReferences);
    other.nameReferences.forEach(reference -> add(references, reference));
    return new FieldSpecs(all, references).sorted(this == NONE);
  }

  private static void add(List<NameReference> references, NameReference more) {
    for (int i = 0; i < references.size(); i++) {
      NameReference known = references.get(i);
      if (known.target().equals(more.target())) {
        List<FieldSpec> all = FieldSpec.merged(known.referrers(), more.referrers());
        references.set(i, new NameReference(known.target(), all));
        return;
      }
    }
    references.add(more);
  }

  private FieldSpecs sorted(boolean once) {
    Map<Step, List<FieldSpec>> all = new EnumMap<>(Step.class);
    steps.forEach((step, specs) -> all.put(step, FieldSpec.sorted(specs)));
    return new FieldSpecs(
        all,
        nameReferences.stream()
            .sorted(Comparator.comparing(NameReference::target, FieldSpec.KIND_ORDER))
            .toList(),
        once);
  }

  /** Those that hold unless a kustomization brings more. */
  public static FieldSpecs defaults() {
    Map<Step, List<FieldSpec>> steps = new EnumMap<>(Step.class);
    List<NameReference> references = new ArrayList<>();
    Gvk target = null;
    List<FieldSpec> current = new ArrayList<>();
    for (String line : lines()) {
      String[] words = line.strip().split(" ");
      if (line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        current.add(new FieldSpec(selector(words[1]), words[0], words.length > 2));
        continue;
      }
      if (target != null) {
        references.add(new NameReference(target, current));
      }
      current = new ArrayList<>();
      target = words.length > 1 ? selector(words[1]) : null;
      if (target == null) {
        steps.put(step(words[0]), current);
      }
    }
    references.add(new NameReference(Objects.requireNonNull(target), current));
    return new FieldSpecs(steps, references);
  }

  private static Step step(String field) {
    for (Step step : Step.values()) {
      if (step.field().equals(field)) {
        return step;
      }
    }
    throw new IllegalArgumentException(field);
  }

  private static Gvk selector(String word) {
    String[] parts = word.split("\\.", 3);
    String version = parts.length > 1 && !parts[1].equals("*") ? parts[1] : "";
    return new Gvk(parts.length > 2 ? parts[2] : "", version, parts[0].equals("*") ? "" : parts[0]);
  }

  private static List<String> lines() {
    try (InputStream in =
            Objects.requireNonNull(FieldSpecs.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
