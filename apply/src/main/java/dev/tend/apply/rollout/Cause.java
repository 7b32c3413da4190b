package dev.tend.apply.rollout;

import java.util.List;

/** One reason why something isn't getting ready. */
@FunctionalInterface
interface Cause {
  /** What the evidence shows of it; nothing where it isn't the reason. */
  List<Finding> find(Evidence evidence);
}
