package dev.tend.sandbox.kinds;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Most wanted first: v10, v2, v1, v1beta2, v1beta1, v1alpha1, then whatever isn't a version. */
final class VersionOrder implements Comparator<String> {
  static final VersionOrder PREFERRED_FIRST = new VersionOrder();

  private static final Pattern VERSION = Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

  private VersionOrder() {}

  static boolean isStable(String version) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() && matcher.group(2) == null;
  }

  @Override
  public int compare(String one, String other) {
    Matcher left = VERSION.matcher(one);
    Matcher right = VERSION.matcher(other);
    boolean leftIs = left.matches();
    boolean rightIs = right.matches();
    if (!leftIs || !rightIs) {
      return leftIs == rightIs ? one.compareTo(other) : leftIs ? -1 : 1;
    }
    int byStability = Integer.compare(stability(right), stability(left));
    if (byStability != 0) {
      return byStability;
    }
    int byMajor = Integer.compare(number(right, 1), number(left, 1));
    return byMajor != 0 ? byMajor : Integer.compare(number(right, 3), number(left, 3));
  }

  private static int stability(Matcher version) {
    String stage = version.group(2);
    return stage == null ? 2 : stage.equals("beta") ? 1 : 0;
  }

  private static int number(Matcher version, int group) {
    String digits = version.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
