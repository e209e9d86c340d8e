package wml.lsp.feature;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import wml.api.plan.Plan;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Severity;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.lsp.text.Places;
import wml.lsp.text.Snapshot;

/**
 * What the compiler says of one version of a document. Compiling reads the files that it includes
 * and does nothing else.
 *
 * @param variables their values at the end of the file; empty after errors
 */
public record Findings(List<Diagnostic> diagnostics, Map<String, String> variables) {
  private static final String SOURCE = "wml";

  public static Findings of(Snapshot snapshot, Catalog catalog) {
    Diagnostics diagnostics = new Diagnostics();
    CompileOptions options = new CompileOptions(Map.of(), null, null, System.getenv());
    Plan plan = WorkloadCompiler.compile(snapshot.source(), options, catalog, diagnostics);
    List<Diagnostic> out = new ArrayList<>();
    for (wml.grammar.diagnostic.Diagnostic d : diagnostics.sorted()) {
      out.add(diagnostic(d, snapshot));
    }
    return new Findings(out, plan == null ? Map.of() : plan.variables());
  }

  private static Diagnostic diagnostic(wml.grammar.diagnostic.Diagnostic d, Snapshot snapshot) {
    SourceText source = snapshot.source();
    List<DiagnosticRelatedInformation> related = new ArrayList<>();
    Span span = d.span();
    Range range;
    String message = d.message();
    if (span != null && span.source() == source) {
      range = Places.range(source, span.start(), end(span));
    } else {
      range = new Range(new Position(0, 0), new Position(0, source.lineText(1).length()));
    }
    if (span != null && span.source() != source) { // an included file: it is not ours to mark
      message = "in " + span.source().path() + ":" + span.line() + ": " + message;
      related.add(new DiagnosticRelatedInformation(location(span, snapshot), d.message()));
    }
    for (wml.grammar.diagnostic.Diagnostic.Related r : d.related()) {
      related.add(new DiagnosticRelatedInformation(location(r.span(), snapshot), r.message()));
    }
    if (d.help() != null) {
      message += "\nhelp: " + d.help();
    }
    Diagnostic out = new Diagnostic(range, message, severity(d.severity()), SOURCE, d.code().id());
    if (!related.isEmpty()) {
      out.setRelatedInformation(related);
    }
    if (d.code() == Code.UNREACHABLE || d.code() == Code.WITHOUT_EFFECT) {
      out.setTags(List.of(DiagnosticTag.Unnecessary));
    } else if (d.code() == Code.LEGACY) {
      out.setTags(List.of(DiagnosticTag.Deprecated));
    }
    return out;
  }

  /** Statements with blocks are marked on their first line; at least one character is. */
  private static int end(Span span) {
    SourceText source = span.source();
    int line = span.line();
    int lineEnd = source.lineStart(line) + source.lineText(line).length();
    int end = Math.min(span.end(), lineEnd);
    return end > span.start() ? end : Math.min(span.start() + 1, Math.max(lineEnd, span.start()));
  }

  private static Location location(Span span, Snapshot snapshot) {
    Range range = Places.range(span.source(), span.start(), end(span));
    boolean own = span.source() == snapshot.source();
    return new Location(own ? snapshot.uri() : uri(span.source().path(), snapshot), range);
  }

  private static String uri(String path, Snapshot snapshot) {
    try {
      URI uri = Path.of(path).toUri();
      return uri.toString();
    } catch (InvalidPathException e) {
      return snapshot.uri();
    }
  }

  private static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case NOTE -> DiagnosticSeverity.Information;
    };
  }
}
