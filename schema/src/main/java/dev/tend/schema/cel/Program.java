package dev.tend.schema.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;

/** A checked expression, ready to run. */
final class Program {
  private final CelAbstractSyntaxTree tree;
  private final CelRuntime.Program program;

  Program(CelAbstractSyntaxTree tree, CelRuntime.Program program) {
    this.tree = tree;
    this.program = program;
  }

  CelType resultType() {
    return tree.getResultType();
  }

  boolean uses(String variable) {
    return tree.getReferenceMap().values().stream()
        .anyMatch(reference -> reference.name().equals(variable));
  }

  /**
   * @throws CelFault in the server's words
   */
  Object run(Map<String, Object> variables, Budget budget) {
    try {
      Object result =
          program.trace(name -> Optional.ofNullable(variables.get(name)), budget.startCall());
      if (budget.isCallSpent() || budget.isSpent()) {
        throw new CelFault("operation cancelled: actual cost limit exceeded");
      }
      return result;
    } catch (CelEvaluationException e) {
      throw new CelFault(Wording.failure(e));
    }
  }
}
