package wml.importer.fio;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.format.Formatter;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

/**
 * From the text of a fio job file to that of a workload:
 *
 * <pre>
 * text --JobFileReader--> sections --JobReader--> jobs --WorkloadBuilder--> workload --WorkloadWriter--> text
 * </pre>
 *
 * What fio does was learnt from its manual and by running it, never from its sources.
 */
public final class FioImport {
  private FioImport() {}

  /**
   * @param environment what {@code ${NAME}} in the file means
   * @return null after errors
   */
  public static @Nullable String convert(
      SourceText source, Map<String, String> environment, Diagnostics diagnostics) {
    List<Section> sections = JobFileReader.read(source, environment, diagnostics);
    List<Job> jobs = JobReader.read(sections, diagnostics);
    if (jobs.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.add(
          Diagnostic.of(Code.NOTHING_TO_RUN, new Span(source, 0, 0), "this file has no job")
              .help("a job is a section [name] other than [global]"));
    }
    if (diagnostics.hasErrors()) {
      return null;
    }
    Workload workload = WorkloadBuilder.build(jobs, diagnostics);
    if (diagnostics.hasErrors()) {
      return null;
    }
    SourceText written =
        new SourceText(source.path() + ".wml", WorkloadWriter.write(source.path(), workload));
    return Formatter.format(written)
        .orElseThrow(() -> new IllegalStateException("no workload:\n" + written.text()));
  }
}
