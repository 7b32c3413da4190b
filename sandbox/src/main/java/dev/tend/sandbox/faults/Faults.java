package dev.tend.sandbox.faults;

import dev.tend.sandbox.access.Action;
import dev.tend.sandbox.http.Handler;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.store.ApiFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes requests fail before what stands behind it sees them; of several rules the first counts.
 */
public final class Faults implements Handler {
  private final List<Counted> rules = new ArrayList<>();
  private final Handler behind;

  private Faults(List<FaultRule> rules, Handler behind) {
    rules.forEach(rule -> this.rules.add(new Counted(rule)));
    this.behind = behind;
  }

  /**
   * The handler itself where a file has no such rules, or where there is none.
   *
   * @throws dev.tend.manifest.KnownFailure if the file can't be read, or says what means nothing
   */
  public static Handler before(Handler behind, Optional<Path> file) {
    return before(behind, file.map(FaultRules::load).orElse(List.of()));
  }

  static Handler before(Handler behind, List<FaultRule> rules) {
    return rules.isEmpty() ? behind : new Faults(rules, behind);
  }

  /** A rule, how many requests fitted it, and how many of them failed. */
  private static final class Counted {
    private final FaultRule rule;
    private final AtomicLong fitting = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private Counted(FaultRule rule) {
      this.rule = rule;
    }

    private boolean picksNext() {
      return rule.rate().picks(fitting.incrementAndGet())
          && failed.getAndUpdate(count -> Math.min(count + 1, rule.rate().times()))
              < rule.rate().times();
    }
  }

  @Override
  public Response handle(Request request) {
    Optional<FaultRule> picked = pick(request);
    if (picked.isEmpty()) {
      return behind.handle(request);
    }
    FaultRule.Effect effect = picked.get().effect();
    pause(effect);
    return switch (effect.drop()) {
      case BEFORE -> Response.Dropped.INSTANCE;
      case AFTER -> {
        finish(request);
        yield Response.Dropped.INSTANCE;
      }
      case NEVER -> {
        if (effect.status() == 0) {
          yield behind.handle(request);
        }
        throw failure(picked.get());
      }
    };
  }

  /** Every rule counts the requests that fit it, whichever rule then acts. */
  private Optional<FaultRule> pick(Request request) {
    Action action = Action.of(request);
    FaultRule first = null;
    for (Counted counted : rules) {
      if (counted.rule.match().fits(action, request.caller().user()) && counted.picksNext()) {
        first = first == null ? counted.rule : first;
      }
    }
    return Optional.ofNullable(first);
  }

  private void finish(Request request) {
    try {
      behind.handle(request);
    } catch (ApiFailure refused) {
      // Nobody is told.
    }
  }

  private static void pause(FaultRule.Effect effect) {
    try {
      Thread.sleep(effect.latency());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ApiFailure failure(FaultRule rule) {
    FaultRule.Effect effect = rule.effect();
    String message =
        effect.message().isEmpty()
            ? "%s (by %s)".formatted(FaultTexts.message(effect.status()), rule.origin())
            : effect.message();
    ApiFailure.Details details = new ApiFailure.Details("", "", "", List.of(), effect.retryAfter());
    return new ApiFailure(
        effect.status(), FaultTexts.reason(effect.status()), message, Optional.of(details));
  }
}
