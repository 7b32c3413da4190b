package dev.tend.render;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What one source came to, in order. */
record Batch(List<Manifest> manifests, List<Problem> problems) {
  static final Batch EMPTY = new Batch(List.of(), List.of());

  Batch {
    manifests = List.copyOf(manifests);
    problems = List.copyOf(problems);
  }

  static Batch read(SourceText text) {
    YamlReader.Result result = YamlReader.read(text);
    return new Batch(result.manifests(), result.problems());
  }

  static Batch of(Problem problem) {
    return new Batch(List.of(), List.of(problem));
  }

  /** All of both, this one's first. */
  Batch and(Batch other) {
    List<Manifest> allManifests = new ArrayList<>(manifests);
    allManifests.addAll(other.manifests);
    List<Problem> allProblems = new ArrayList<>(problems);
    allProblems.addAll(other.problems);
    return new Batch(allManifests, allProblems);
  }

  Batch mapped(UnaryOperator<Manifest> change) {
    return new Batch(manifests.stream().map(change).toList(), problems);
  }

  /** With a problem of this batch's source where it holds no object and nothing explains why. */
  Batch orNothing(Problem nothing) {
    return manifests.isEmpty() && problems.stream().noneMatch(Problem::isError)
        ? and(of(nothing))
        : this;
  }
}
