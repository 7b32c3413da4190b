package dev.tend.schema.cel;

import com.google.common.base.Suppliers;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The language of Kubernetes' expressions: CEL with the libraries that API servers add. Making one
 * takes a moment; it may be used by several threads.
 */
public final class CelLanguage {
  private static final int MOST_ITERATIONS = 1_000_000;

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  private CelLanguage(CelCompiler compiler, CelRuntime runtime) {
    this.compiler = compiler;
    this.runtime = runtime;
  }

  /** As a server of version 1.34 understands new expressions. */
  public static CelLanguage ofServers() {
    CelOptions options =
        CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .errorOnDuplicateMapKeys(false)
            .enableOptionalSyntax(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.optional(), CelExtensions.comprehensions())
            .addLibraries(CelExtensions.sets(options));
    byName(added())
        .forEach(
            (name, overloads) ->
                compiler.addFunctionDeclarations(
                    CelFunctionDecl.newFunctionDeclaration(
                        name, overloads.stream().map(Function::declaration).toList())));
    var runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(options)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder().excludeFunctions(Conversions.REPLACED).build())
            .addLibraries(CelExtensions.optional(), CelExtensions.comprehensions())
            .addLibraries(CelExtensions.sets(options));
    List<Function> bound = new ArrayList<>(added());
    bound.addAll(Conversions.functions());
    bound.addAll(Additions.functions());
    byName(bound)
        .forEach(
            (name, overloads) ->
                runtime.addFunctionBindings(
                    CelFunctionBinding.fromOverloads(
                        name, overloads.stream().map(Function::binding).toList())));
    return new CelLanguage(compiler.build(), runtime.build());
  }

  /** Made when it is first asked for. */
  public static Supplier<CelLanguage> lazily() {
    return Suppliers.memoize(CelLanguage::ofServers);
  }

  private static Map<String, List<Function>> byName(List<Function> functions) {
    Map<String, List<Function>> byName = new LinkedHashMap<>();
    for (Function function : functions) {
      byName.computeIfAbsent(function.name(), name -> new ArrayList<>()).add(function);
    }
    return byName;
  }

  private static List<Function> added() {
    List<Function> all = new ArrayList<>();
    all.addAll(StringsLibrary.functions());
    all.addAll(ListsLibrary.functions());
    all.addAll(NetworkLibrary.addresses());
    all.addAll(NetworkLibrary.ranges());
    all.addAll(NetworkLibrary.urls());
    all.addAll(QuantityLibrary.quantities());
    all.addAll(QuantityLibrary.versions());
    all.addAll(FormatLibrary.functions());
    all.addAll(AuthorizerLibrary.functions());
    return all;
  }

  /**
   * Expressions over these variables.
   *
   * @param variables their types, by name
   */
  Scope scope(Map<String, CelType> variables, CelTypeProvider types) {
    CelCompilerBuilder builder = compiler.toCompilerBuilder().setTypeProvider(types);
    variables.forEach(builder::addVar);
    return new Scope(builder.build());
  }

  /** Variables that expressions may use. */
  final class Scope {
    private final CelCompiler checking;

    private Scope(CelCompiler checking) {
      this.checking = checking;
    }

    Compilation compile(String expression) {
      CelValidationResult parsed = checking.parse(expression);
      if (parsed.hasError()) {
        return refused(Wording.issues(parsed.getErrors(), parsed.getSource()));
      }
      try {
        CelAbstractSyntaxTree untyped = parsed.getAst();
        CelValidationResult checked = checking.check(untyped);
        if (checked.hasError()) {
          return refused(Wording.issues(checked.getErrors(), untyped));
        }
        CelAbstractSyntaxTree tree = checked.getAst();
        List<CelIssue> issues = LiteralChecks.of(tree);
        if (!issues.isEmpty()) {
          return refused(Wording.issues(issues, tree.getSource()));
        }
        Optional<String> hindrance = LiteralChecks.hindrance(tree);
        return hindrance.isPresent()
            ? new Compilation.Refused("program instantiation failed: " + hindrance.get())
            : new Compilation.Checked(new Program(tree, runtime.createProgram(tree)));
      } catch (CelValidationException | CelEvaluationException e) {
        return new Compilation.Refused("program instantiation failed: " + Wording.failure(e));
      }
    }
  }

  private static Compilation refused(String issues) {
    return new Compilation.Refused("compilation failed: " + issues);
  }

  /** What checking an expression came to. */
  sealed interface Compilation {
    record Checked(Program program) implements Compilation {}

    /**
     * @param message what servers say
     */
    record Refused(String message) implements Compilation {}
  }
}
