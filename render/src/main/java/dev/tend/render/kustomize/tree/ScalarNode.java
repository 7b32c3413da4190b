package dev.tend.render.kustomize.tree;

/**
 * A scalar as it was written. Its tag and its quotes decide together what it means: kustomize
 * changes the one and keeps the other, so that {@code "1"} may become the text 2 or the number 2.
 *
 * @param quoted whether quotes or a block hold the text
 * @param folded whether the block is a folded one: see {@link FoldedText}
 */
public record ScalarNode(String text, Tag tag, boolean quoted, boolean folded) implements Node {
  private static final int TEXT_OF_ONE_VALUE = 16;

  public ScalarNode(String text, Tag tag, boolean quoted) {
    this(text, tag, quoted, false);
  }

  /** Text that is text, whatever it looks like. */
  public static ScalarNode string(String text) {
    return new ScalarNode(text, Tag.STRING, false);
  }

  /** Text that means what it looks like, unless it takes the place of a quoted one. */
  public static ScalarNode untagged(String text) {
    return new ScalarNode(text, Tag.NONE, false);
  }

  /** A field that is set to null on purpose, as opposed to one that is only left empty. */
  public boolean isWrittenNull() {
    return isNull() && !text.isEmpty();
  }

  @Override
  public boolean isNull() {
    return tag == Tag.NULL;
  }

  @Override
  public boolean isEmpty() {
    return isNull();
  }

  /** Whether it is text, or would be if nothing else claims it. */
  public boolean isText() {
    return tag == Tag.STRING || tag == Tag.NONE;
  }

  public ScalarNode withText(String other) {
    return new ScalarNode(other, tag, quoted, folded);
  }

  public ScalarNode quotedAs(boolean other) {
    return quoted == other ? this : new ScalarNode(text, tag, other);
  }

  /** Whether its text, without quotes, would be taken for something else than text. */
  public boolean looksOtherwise() {
    return !text.isEmpty() && text.indexOf('\n') < 0 && TreeJson.text(text).quoted();
  }

  @Override
  public long weight() {
    return 1 + text.length() / TEXT_OF_ONE_VALUE;
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public String kindName() {
    return isNull() ? "null" : "`" + text + "`";
  }
}
