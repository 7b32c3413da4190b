package dev.tend.render.kustomize.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses objects. Empty parts match anything.
 *
 * @param gvk regular expressions, like name and namespace; each must match as a whole
 * @param labels as kubectl takes it with {@code -l}; annotations likewise
 */
public record Selector(
    Gvk gvk, String name, String namespace, LabelSelector labels, LabelSelector annotations) {

  /** The objects that it means, whether by what they are now or by what they once were. */
  public List<Resource> in(ResourceMap resources) {
    Matcher matcher = matcher();
    List<Resource> selected = new ArrayList<>();
    for (Resource resource : resources.resources()) {
      ResId id = resource.id();
      ResId original = resource.originalId();
      if ((matcher.namespace.test(original.effectiveNamespace())
              || matcher.namespace.test(id.effectiveNamespace()))
          && (matcher.name.test(original.name()) || matcher.name.test(id.name()))
          && matcher.kind(id.gvk())
          && matchesTexts(resource)) {
        selected.add(resource);
      }
    }
    return selected;
  }

  /** Whether labels and annotations are as asked for. */
  public boolean matchesTexts(Resource resource) {
    return (labels.isEmpty() || labels.matches(resource.labels()))
        && (annotations.isEmpty() || annotations.matches(resource.annotations()));
  }

  /** Whether it says anything about what an object is called. */
  public boolean namesNothing() {
    return gvk.equals(Gvk.ANY) && name.isEmpty() && namespace.isEmpty();
  }

  public Matcher matcher() {
    return new Matcher(
        test(gvk.group()), test(gvk.version()), test(gvk.kind()), test(name), test(namespace));
  }

  /** The regular expressions, ready to use. */
  public static final class Matcher {
    private final Predicate<String> group;
    private final Predicate<String> version;
    private final Predicate<String> kind;
    private final Predicate<String> name;
    private final Predicate<String> namespace;

    private Matcher(
        Predicate<String> group,
        Predicate<String> version,
        Predicate<String> kind,
        Predicate<String> name,
        Predicate<String> namespace) {
      this.group = group;
      this.version = version;
      this.kind = kind;
      this.name = name;
      this.namespace = namespace;
    }

    private boolean kind(Gvk gvk) {
      return kind.test(gvk.kind()) && version.test(gvk.version()) && group.test(gvk.group());
    }

    /** Whether it means exactly what the id says. */
    public boolean matches(ResId id) {
      return kind(id.gvk()) && name.test(id.name()) && namespace.test(id.namespace());
    }
  }

  private static Predicate<String> test(String expression) {
    if (expression.isEmpty()) {
      return text -> true;
    }
    if (expression.matches("[A-Za-z0-9/_-]+")) {
      return expression::equals;
    }
    try {
      Pattern pattern = Pattern.compile("^(?:" + expression + ")$");
      return text -> pattern.matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw new BuildFailure(
          "The selector `" + expression + "` is no regular expression: " + e.getDescription());
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(gvk.equals(Gvk.ANY) ? "any kind" : gvk.toString());
    text.append(name.isEmpty() ? "" : " " + name);
    text.append(namespace.isEmpty() ? "" : " in " + namespace);
    text.append(labels.isEmpty() ? "" : " with labels " + labels.text());
    text.append(annotations.isEmpty() ? "" : " with annotations " + annotations.text());
    return text.toString();
  }
}
