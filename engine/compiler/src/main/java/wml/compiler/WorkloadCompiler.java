package wml.compiler;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Plan;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.SourceText;

/**
 * From the text of a workload to a plan. Has no side effect: nothing is created, printed or run.
 * Never throws for any text.
 */
public final class WorkloadCompiler {
  private WorkloadCompiler() {}

  /**
   * @return null if the diagnostics have errors
   */
  public static @Nullable Plan compile(
      SourceText source, CompileOptions options, Catalog catalog, Diagnostics diagnostics) {
    Script script = WorkloadParser.parse(source, diagnostics);
    boolean readable = !diagnostics.hasErrors();
    Map<String, Datum> fixed = new LinkedHashMap<>();
    options.settings().forEach((name, text) -> fixed.put(name, Literals.ofText(text)));
    String directory = options.directory();
    if (directory != null) {
      fixed.put("dir", new Datum.Text(directory));
    }
    Environment environment = new Environment(fixed, options.environment());
    ScriptCompiler compiler =
        new ScriptCompiler(
            environment,
            new Evaluator(diagnostics, readable ? "" : source.text(), options.environment()),
            catalog,
            options);
    compiler.run(script);
    if (readable) {
      unusedSettings(environment, options, diagnostics);
    }
    if (diagnostics.hasErrors()) {
      return null;
    }
    return new Plan(
        source.path(),
        digest(compiler.sources()),
        environment.asText(),
        compiler.parameters(),
        compiler.actions());
  }

  /** A setting that the workload never uses is probably misspelt. */
  private static void unusedSettings(
      Environment environment, CompileOptions options, Diagnostics diagnostics) {
    for (String name : environment.unmentioned()) {
      if (!options.settings().containsKey(name)) {
        continue;
      }
      Set<String> parameters = environment.parameters();
      String parameter = Nearest.to(name, parameters);
      String nearest = parameter != null ? parameter : Nearest.to(name, environment.mentioned());
      diagnostics.add(
          Diagnostic.of(
                  Code.UNKNOWN_SETTING, null, "-D " + name + ": the workload has no such variable")
              .help(
                  nearest != null
                      ? "did you mean '" + nearest + "'?"
                      : parameters.isEmpty()
                          ? "its variables are "
                              + String.join(
                                  ", ", environment.mentioned().stream().sorted().toList())
                          : "its parameters are " + String.join(", ", parameters)));
    }
  }

  private static String digest(List<SourceText> sources) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (SourceText source : sources) {
        digest.update(source.text().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
