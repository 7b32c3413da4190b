package groovy.lang;

/**
 * Stands where picocli looks for Groovy's closures, at each start: without it, every library is
 * opened to find that none has them, which is a fifth of the time that {@code tend version} takes.
 */
final class Closure {
  private Closure() {}
}
