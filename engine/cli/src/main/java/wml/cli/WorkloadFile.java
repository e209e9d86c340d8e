package wml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Plan;
import wml.api.target.TargetInfo;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.SourceLoader;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.diagnostic.Severity;
import wml.grammar.syntax.SourceText;

/** Reads and compiles a workload file and prints what there is to say about it. */
final class WorkloadFile {
  private WorkloadFile() {}

  /**
   * @param targetFixed whether the target replaces those that the file names
   * @param quiet prints errors only
   * @return null after errors
   */
  static @Nullable Plan compile(
      Path file,
      Map<String, String> settings,
      @Nullable String directory,
      @Nullable TargetInfo target,
      boolean targetFixed,
      Catalog catalog,
      PrintWriter err,
      boolean quiet) {
    SourceText source = read(file, err);
    return source == null
        ? null
        : compile(source, settings, directory, target, targetFixed, catalog, err, quiet);
  }

  /** Null after a message. */
  static @Nullable SourceText read(Path file, PrintWriter err) {
    try {
      return SourceLoader.read(file);
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return null;
    }
  }

  /** The same for a text that has been read. */
  static @Nullable Plan compile(
      SourceText source,
      Map<String, String> settings,
      @Nullable String directory,
      @Nullable TargetInfo target,
      boolean targetFixed,
      Catalog catalog,
      PrintWriter err,
      boolean quiet) {
    Diagnostics diagnostics = new Diagnostics();
    Plan plan =
        WorkloadCompiler.compile(
            source,
            new CompileOptions(settings, directory, target, System.getenv(), targetFixed),
            catalog,
            diagnostics);
    for (Diagnostic d : diagnostics.sorted()) {
      if (!quiet || d.severity() == Severity.ERROR) {
        err.print(Renderer.render(d));
      }
    }
    if (plan == null) {
      err.println(source.path() + ": " + Renderer.count(diagnostics) + "; nothing was run");
    }
    err.flush();
    return plan;
  }
}
