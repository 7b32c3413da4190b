package dev.tend.sandbox.store;

import java.util.random.RandomGenerator;

/** Names for objects that ask for one by generateName. */
public final class Names {
  /** No vowels, and none that look like them: no words come of it. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX = 5;
  private static final int LONGEST = 63;

  private Names() {}

  public static String generate(String prefix, RandomGenerator random) {
    int end = Math.min(prefix.length(), LONGEST - SUFFIX);
    StringBuilder name = new StringBuilder(prefix.substring(0, end));
    for (int i = 0; i < SUFFIX; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }
}
