package dev.tend.schema;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the version that clients should prefer first: v2, v1, v1beta1, v1alpha1, others by name. */
final class ApiVersionOrder implements Comparator<String> {
  static final ApiVersionOrder PREFERRED_FIRST = new ApiVersionOrder();

  private static final Pattern VERSION = Pattern.compile("v(\\d{1,9})(?:(alpha|beta)(\\d{1,9}))?");

  /** What a version's name tells, least wanted lowest. */
  private record Rank(int maturity, int major, int minor) {
    static final Comparator<Rank> ORDER =
        Comparator.comparingInt(Rank::maturity)
            .thenComparingInt(Rank::major)
            .thenComparingInt(Rank::minor);

    static Rank of(String version) {
      Matcher parts = VERSION.matcher(version);
      if (!parts.matches()) {
        return new Rank(0, 0, 0);
      }
      int major = Integer.parseInt(parts.group(1));
      String stage = parts.group(2);
      return stage == null
          ? new Rank(3, major, 0)
          : new Rank(stage.equals("beta") ? 2 : 1, major, Integer.parseInt(parts.group(3)));
    }
  }

  private ApiVersionOrder() {}

  @Override
  public int compare(String one, String other) {
    int byRank = Rank.ORDER.compare(Rank.of(other), Rank.of(one));
    return byRank != 0 ? byRank : one.compareTo(other);
  }
}
