package dev.tend.manifest;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
public final class NearMiss {
  private NearMiss() {}

  /**
   * The nearest candidate, if it is near enough to be meant: it differs in case alone, or in about
   * a third of its letters at the most, or one is the end or the beginning of the other. The first
   * of several equally near ones.
   */
  public static Optional<String> of(String word, Collection<String> candidates) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance < bestDistance && isNear(word, candidate, distance)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code Did you mean `x`?}, or empty where nothing is near. */
  public static String hint(String word, Collection<String> candidates) {
    return of(word, candidates).map(near -> "Did you mean `" + near + "`?").orElse("");
  }

  private static boolean isNear(String word, String candidate, int distance) {
    String a = word.toLowerCase(Locale.ROOT);
    String b = candidate.toLowerCase(Locale.ROOT);
    int longer = Math.max(a.length(), b.length());
    int shorter = Math.min(a.length(), b.length());
    boolean part = a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a);
    return distance <= Math.max(1, longer / 3) && shorter > distance
        || part && shorter >= 4 && 2 * shorter >= longer;
  }

  /** Letters to insert, remove, change or swap with their neighbour; case doesn't count. */
  private static int distance(String word, String candidate) {
    String a = word.toLowerCase(Locale.ROOT);
    String b = candidate.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = cost[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
