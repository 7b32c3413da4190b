package dev.tend.sync.spec;

/** What of a repository is followed. */
public sealed interface GitRef {
  /** For messages: {@code branch main}. */
  String display();

  /** The branch that the remote's HEAD names. */
  record RemoteHead() implements GitRef {
    @Override
    public String display() {
      return "the default branch";
    }
  }

  /** The newest commit of a branch. */
  record Branch(String name) implements GitRef {
    @Override
    public String display() {
      return "branch " + name;
    }
  }

  /** The commit that a tag names, annotated or not. */
  record Tag(String name) implements GitRef {
    @Override
    public String display() {
      return "tag " + name;
    }
  }

  /**
   * One commit for ever.
   *
   * @param id 40 hexadecimal digits
   */
  record Commit(String id) implements GitRef {
    @Override
    public String display() {
      return "commit " + id;
    }
  }
}
