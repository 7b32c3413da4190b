package dev.tend.schema.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.Source;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.exceptions.CelDivideByZeroException;
import dev.cel.common.exceptions.CelIndexOutOfBoundsException;
import dev.cel.common.exceptions.CelIterationLimitExceededException;
import dev.cel.common.exceptions.CelNumericOverflowException;
import dev.cel.common.exceptions.CelOverloadNotFoundException;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The library's messages, as servers word them. */
final class Wording {
  private static final Pattern LOGIC =
      Pattern.compile(
          "^found no matching overload for '(?:_&&_|_\\|\\|_)' applied to '\\(([^,]*), (.*)\\)'");

  private static final Pattern FIELD = Pattern.compile("^Error resolving fields? '([^',]*)");

  private Wording() {}

  /** What is wrong with an expression, with its place and the line. */
  static String issues(List<CelIssue> issues, Source source) {
    return issues.stream()
        .map(issue -> worded(issue).toDisplayString(source))
        .collect(Collectors.joining("\n"));
  }

  /** What is wrong with the types of an expression. */
  static String issues(List<CelIssue> issues, CelAbstractSyntaxTree tree) {
    return issues(issues.stream().map(issue -> operand(issue, tree)).toList(), tree.getSource());
  }

  private static CelIssue worded(CelIssue issue) {
    String message = issue.getMessage().replaceFirst(" \\(candidates: [\\s\\S]*\\)$", "");
    if (message.matches(
        "(?s)(mismatched input|extraneous input|token recognition|missing |no viable).*")) {
      message = "Syntax error: " + message;
    }
    CelSourceLocation at = issue.getSourceLocation();
    int column = at.getColumn() + (message.equals("invalid argument to has() macro") ? 1 : 0);
    return CelIssue.formatError(CelSourceLocation.of(at.getLine(), column), message);
  }

  /** Servers name the operand of {@code &&} or {@code ||} that is no bool. */
  private static CelIssue operand(CelIssue issue, CelAbstractSyntaxTree tree) {
    Matcher matcher = LOGIC.matcher(issue.getMessage());
    if (!matcher.find()) {
      return issue;
    }
    boolean first = !matcher.group(1).equals("bool") && !matcher.group(1).equals("dyn");
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.id() == issue.getExprId() && node.getKind() == Kind.CALL)
        .map(node -> node.expr().call().args().get(first ? 0 : 1))
        .flatMap(
            argument -> Stream.ofNullable(tree.getSource().getPositionsMap().get(argument.id())))
        .flatMap(offset -> tree.getSource().getOffsetLocation(offset).stream())
        .findFirst()
        .map(
            location ->
                CelIssue.formatError(
                    location,
                    "expected type 'bool' but found '%s'".formatted(matcher.group(first ? 1 : 2))))
        .orElse(issue);
  }

  /** Why an expression could not be evaluated. */
  static String failure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      switch (cause) {
        case CelFault fault -> {
          return fault.message();
        }
        case CelAttributeNotFoundException ignored -> {
          return missing(message);
        }
        case CelDivideByZeroException ignored -> {
          return "division by zero";
        }
        case CelIndexOutOfBoundsException ignored -> {
          return message.replace("Index", "index");
        }
        case CelNumericOverflowException ignored -> {
          return "integer overflow";
        }
        case CelOverloadNotFoundException ignored -> {
          return "no such overload";
        }
        case CelIterationLimitExceededException ignored -> {
          return "operation cancelled: actual cost limit exceeded";
        }
        case NoSuchElementException ignored when message.equals("No value present") -> {
          return "optional.none() dereference";
        }
        default -> {}
      }
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static String missing(String message) {
    if (message.startsWith("key '")) {
      return "no such key: " + message.substring(5, message.indexOf("' is not present"));
    }
    Matcher field = FIELD.matcher(message);
    return "no such key: " + (field.find() ? field.group(1) : message);
  }
}
