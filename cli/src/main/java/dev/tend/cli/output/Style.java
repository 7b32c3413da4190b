package dev.tend.cli.output;

/** What a piece of text means; a {@link Palette} says how that looks. */
public enum Style {
  /** Something that appears. */
  ADDED,
  /** Something that becomes another. */
  CHANGED,
  /** Something that goes. */
  REMOVED,
  /** Something that is as it should be. */
  GOOD,
  /** Something that is on its way. */
  BUSY,
  /** Something that may need a look. */
  WARNING,
  /** Something that failed. */
  BAD,
  /** A name that the eye looks for. */
  STRONG,
  /** What can be skipped. */
  FAINT
}
