package dev.tend.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What tend answers to the shell. */
public enum ExitCode {
  FINE(0, "fine: valid, no differences, applied, rolled out"),
  NO(1, "the answer is no: findings, differences, rollout failed"),
  USAGE(2, "usage: an option or argument that tend can't take"),
  FAULT(3, "could not do it: file, git or cluster fault"),
  BUG(70, "a bug in tend"),
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** For the help of every command: number to meaning, in order. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      meanings.put(String.valueOf(code.number), code.meaning);
    }
    return meanings;
  }
}
