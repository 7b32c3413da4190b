package dev.tend.schema.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;

/**
 * How many steps expressions may take: each evaluation of a part of an expression is one. The
 * server counts costs that also grow with sizes; both end what would run for very long.
 */
public final class Budget {
  private static final long PER_CALL = 1_000_000;
  private static final long IN_ALL = 10_000_000;

  private long left = IN_ALL;
  private long leftOfCall;

  /** For all rules of one object. */
  public Budget() {}

  CelEvaluationListener startCall() {
    leftOfCall = PER_CALL;
    return this::step;
  }

  private void step(CelExpr ignored, Object result) {
    left--;
    leftOfCall--;
    if (isSpent() || isCallSpent()) {
      throw new CelFault("operation cancelled: actual cost limit exceeded");
    }
  }

  boolean isSpent() {
    return left < 0;
  }

  boolean isCallSpent() {
    return leftOfCall < 0;
  }
}
