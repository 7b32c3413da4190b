package dev.tend.schema.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypes;
import dev.cel.common.types.OptionalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What servers refuse of literals in expressions whose types are right. */
final class LiteralChecks {
  private static final Set<String> PATTERNS = Set.of("find", "findAll");

  private final CelAbstractSyntaxTree tree;
  private final List<CelIssue> issues = new ArrayList<>();

  private LiteralChecks(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  static List<CelIssue> of(CelAbstractSyntaxTree tree) {
    LiteralChecks checks = new LiteralChecks(tree);
    List<CelNavigableExpr> nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
    nodes.forEach(checks::times);
    nodes.forEach(checks::patterns);
    nodes.forEach(checks::members);
    nodes.forEach(checks::formats);
    return checks.issues;
  }

  /** Why a program can't be made of the expression: a pattern that is none. */
  static Optional<String> hindrance(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(
            node -> node.getKind() == Kind.CALL && PATTERNS.contains(node.expr().call().function()))
        .flatMap(node -> constant(node.expr().call().args().getFirst()).stream())
        .flatMap(pattern -> complaint(pattern).stream())
        .findFirst();
  }

  private void times(CelNavigableExpr node) {
    if (node.getKind() != Kind.CALL || node.expr().call().args().size() != 1) {
      return;
    }
    CelExpr argument = node.expr().call().args().getFirst();
    Optional<String> text = constant(argument);
    if (text.isEmpty()) {
      return;
    }
    String function = node.expr().call().function();
    if (function.equals("duration") && GoDurations.parse(text.get()).isEmpty()) {
      add(argument, "invalid duration argument");
    } else if (function.equals("timestamp") && Values.dateTime(text.get()).isEmpty()) {
      add(argument, "invalid timestamp argument");
    }
  }

  private void patterns(CelNavigableExpr node) {
    if (node.getKind() == Kind.CALL && node.expr().call().function().equals("matches")) {
      CelExpr argument = node.expr().call().args().getLast();
      if (constant(argument).flatMap(LiteralChecks::complaint).isPresent()) {
        add(argument, "invalid matches argument");
      }
    }
  }

  private static Optional<String> complaint(String pattern) {
    try {
      Pattern.compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The items of a list are of one type, unless they are to be formatted. */
  private void members(CelNavigableExpr node) {
    if (node.getKind() == Kind.LIST && !isFormatted(node)) {
      var list = node.expr().list();
      List<CelType> types = new ArrayList<>();
      for (int i = 0; i < list.elements().size(); i++) {
        types.add(type(list.elements().get(i), list.optionalIndices().contains(i)));
      }
      same(list.elements(), types);
    } else if (node.getKind() == Kind.MAP && !isFormatted(node)) {
      var entries = node.expr().map().entries();
      same(
          entries.stream().map(CelExpr.CelMap.Entry::key).toList(),
          entries.stream().map(entry -> type(entry.key(), false)).toList());
      same(
          entries.stream().map(CelExpr.CelMap.Entry::value).toList(),
          entries.stream().map(entry -> type(entry.value(), entry.optionalEntry())).toList());
    }
  }

  private void same(List<CelExpr> items, List<CelType> types) {
    for (int i = 1; i < items.size(); i++) {
      if (!types.get(i).equals(types.getFirst())) {
        add(
            items.get(i),
            "expected type '%s' but found '%s'"
                .formatted(CelTypes.format(types.getFirst()), CelTypes.format(types.get(i))));
        return;
      }
    }
  }

  private CelType type(CelExpr expression, boolean optional) {
    CelType type = tree.getType(expression.id()).orElseThrow();
    return optional && type instanceof OptionalType ? type.parameters().getFirst() : type;
  }

  private static boolean isFormatted(CelNavigableExpr node) {
    for (var parent = node.parent(); parent.isPresent(); parent = parent.get().parent()) {
      CelNavigableExpr outer = parent.get();
      if (outer.getKind() == Kind.CALL && outer.expr().call().function().equals("format")) {
        return true;
      }
    }
    return false;
  }

  private void formats(CelNavigableExpr node) {
    if (node.getKind() != Kind.CALL
        || !node.expr().call().function().equals("format")
        || node.expr().call().args().size() != 1
        || node.expr().call().args().getFirst().exprKind().getKind() != Kind.LIST) {
      return;
    }
    Optional<String> pattern = node.expr().call().target().flatMap(LiteralChecks::constant);
    if (pattern.isEmpty()) {
      return;
    }
    List<CelExpr> values = node.expr().call().args().getFirst().list().elements();
    try {
      List<TextFormat.Clause> clauses = TextFormat.clauses(pattern.get());
      for (int i = 0; i < clauses.size(); i++) {
        if (i >= values.size()) {
          throw new CelFault("index %d out of range".formatted(i));
        }
        Object sample = sample(values.get(i));
        if (sample != null) {
          formats(clauses.get(i), sample, values.get(i));
        }
      }
    } catch (CelFault e) {
      add(node.expr(), e.message());
    }
  }

  private void formats(TextFormat.Clause clause, Object sample, CelExpr value) {
    try {
      clause.text(sample);
    } catch (CelFault e) {
      add(value, e.message());
    }
  }

  /** A value of the expression's type; null where the type says too little. */
  private @org.jspecify.annotations.Nullable Object sample(CelExpr value) {
    return switch (type(value, false).kind()) {
      case INT -> 0L;
      case DOUBLE -> 0.0;
      case BOOL -> true;
      case STRING -> constant(value).orElse("");
      case LIST -> List.of();
      case MAP -> java.util.Map.of();
      default -> null;
    };
  }

  private static Optional<String> constant(CelExpr expression) {
    return expression.exprKind().getKind() == Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  private void add(CelExpr at, String message) {
    Integer offset = tree.getSource().getPositionsMap().get(at.id());
    CelSourceLocation location =
        tree.getSource()
            .getOffsetLocation(offset == null ? 0 : offset)
            .orElse(CelSourceLocation.of(1, 0));
    issues.add(CelIssue.formatError(at.id(), location, message));
  }
}
