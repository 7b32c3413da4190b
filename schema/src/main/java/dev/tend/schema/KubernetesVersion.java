package dev.tend.schema;

import dev.tend.manifest.KnownFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A minor version of Kubernetes 1.
 *
 * @param minor 34 for 1.34
 */
public record KubernetesVersion(int minor) implements Comparable<KubernetesVersion> {
  private static final Pattern FORM = Pattern.compile("v?1\\.(\\d{1,3})(?:[.+-].*)?");

  /** Those whose schemas are built in. */
  public static final KubernetesVersion OLDEST = new KubernetesVersion(24);

  public static final KubernetesVersion NEWEST = new KubernetesVersion(36);

  /** Whose schemas are used where nobody asks for another. */
  public static final KubernetesVersion DEFAULT = parse(BuiltInSchemas.DEFAULT_VERSION);

  /** Of {@code 1.34}, {@code v1.34.2}, {@code 1.34.2+k3s1}. */
  public static KubernetesVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new KnownFailure(
          "`" + text + "` is no version of Kubernetes", "write it as in 1.34, or `server`");
    }
    return new KubernetesVersion(Integer.parseInt(matcher.group(1)));
  }

  public boolean isBuiltIn() {
    return compareTo(OLDEST) >= 0 && compareTo(NEWEST) <= 0;
  }

  /** Itself where its schemas are built in, else the nearest one whose schemas are. */
  public KubernetesVersion builtIn() {
    return new KubernetesVersion(Math.clamp(minor, OLDEST.minor, NEWEST.minor));
  }

  @Override
  public int compareTo(KubernetesVersion other) {
    return Integer.compare(minor, other.minor);
  }

  /** {@code 1.34}. */
  @Override
  public String toString() {
    return "1." + minor;
  }
}
