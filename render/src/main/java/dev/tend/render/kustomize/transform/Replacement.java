package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.ResId;
import dev.tend.render.kustomize.model.Selector;
import java.util.List;
import java.util.Optional;

/**
 * A value that is copied from one place to others.
 *
 * @param value where it is no object's
 */
public record Replacement(Optional<Source> source, Optional<String> value, List<Target> targets) {
  public Replacement {
    targets = List.copyOf(targets);
  }

  /**
   * The field that gives the value.
   *
   * @param object whose empty parts match any
   */
  public record Source(ResId object, String fieldPath, Options options) {}

  /** The fields that take it. */
  public record Target(
      Selector select, List<Selector> reject, List<String> fieldPaths, Options options) {
    public Target {
      reject = List.copyOf(reject);
      fieldPaths = List.copyOf(fieldPaths);
    }
  }

  /**
   * What part of a field is meant.
   *
   * @param delimiter splits the text; empty means all of it
   * @param index of the part
   * @param create whether to make the field where it is missing
   */
  public record Options(String delimiter, int index, boolean create) {
    public static final Options NONE = new Options("", 0, false);
  }
}
