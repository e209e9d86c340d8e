package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.diagnostic.Severity;
import wml.grammar.syntax.SourceText;

/** A workload text, compiled with everything that is installed. */
record Compiled(@Nullable Plan plan, List<Diagnostic> diagnostics) {
  static final Catalog CATALOG = Catalog.load();

  /** A fileset, and a process with a thread around some flowops. */
  static String thread(String flowops) {
    return "define fileset name=data,path=/tmp,entries=10,dirwidth=5,prealloc\n"
        + "define process name=p { thread name=t {\n"
        + flowops
        + "\n} }\n";
  }

  static Compiled of(String text) {
    return of(text, Map.of(), null);
  }

  static Compiled of(String text, Map<String, String> settings, @Nullable String directory) {
    return of(new SourceText("test.wml", text), settings, directory);
  }

  static Compiled of(SourceText text, Map<String, String> settings, @Nullable String directory) {
    Diagnostics diagnostics = new Diagnostics();
    Plan plan =
        WorkloadCompiler.compile(
            text,
            new CompileOptions(settings, directory, null, Map.of("SPOOL_DIR", "/spool")),
            CATALOG,
            diagnostics);
    assertEquals(plan == null, diagnostics.hasErrors());
    return new Compiled(plan, diagnostics.sorted());
  }

  /** The plan of a text without errors. */
  Plan good() {
    assertEquals("", rendered(Severity.ERROR));
    assertNotNull(plan);
    return Objects.requireNonNull(plan);
  }

  RunPlan run() {
    return good().runs().get(0);
  }

  /** The steps of the first thread. */
  List<Step> steps() {
    return run().processes().get(0).threads().get(0).steps();
  }

  Step.Call call(int index) {
    return (Step.Call) steps().get(index);
  }

  /** The text of an attribute of the first flowop. */
  String attribute(String name) {
    return String.valueOf(call(0).attributes().get(name));
  }

  List<Code> codes() {
    return diagnostics.stream().map(Diagnostic::code).toList();
  }

  List<Code> codes(Severity severity) {
    return diagnostics.stream()
        .filter(d -> d.severity() == severity)
        .map(Diagnostic::code)
        .toList();
  }

  String rendered(Severity severity) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic d : diagnostics) {
      out.append(d.severity() == severity ? Renderer.render(d) : "");
    }
    return out.toString();
  }

  String rendered() {
    StringBuilder out = new StringBuilder();
    diagnostics.forEach(d -> out.append(Renderer.render(d)));
    return out.toString();
  }
}
