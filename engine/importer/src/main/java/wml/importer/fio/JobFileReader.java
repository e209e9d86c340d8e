package wml.importer.fio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.importer.fio.Section.Setting;

/** Splits a job file into sections and options. Knows no option. */
final class JobFileReader {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern KEYWORD = Pattern.compile("\\$(pagesize|mb_memory|ncpus)\\b");

  /** Behind blanks, to the end of the line. */
  private static final Pattern COMMENT = Pattern.compile("\\s[;#]");

  private final SourceText source;
  private final Map<String, String> environment;
  private final Diagnostics diagnostics;

  /** In order; what stands below the last one is its. */
  private final List<Section> sections = new ArrayList<>();

  private JobFileReader(
      SourceText source, Map<String, String> environment, Diagnostics diagnostics) {
    this.source = source;
    this.environment = environment;
    this.diagnostics = diagnostics;
  }

  static List<Section> read(
      SourceText source, Map<String, String> environment, Diagnostics diagnostics) {
    JobFileReader reader = new JobFileReader(source, environment, diagnostics);
    String text = source.text();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      reader.line(start, end);
      start = end + 1;
    }
    return reader.sections;
  }

  private void line(int start, int end) {
    Matcher comment = COMMENT.matcher(source.text()).region(start, end);
    Span line = trimmed(start, comment.find() ? comment.start() : end);
    String text = line.text();
    if (text.isEmpty() || text.startsWith(";") || text.startsWith("#")) {
      return;
    }
    if (text.startsWith("[")) {
      section(line);
    } else if (text.matches("include\\s.*")) {
      error(
          Code.IMPORT_UNSUPPORTED,
          line,
          "other files can't be included",
          "put the lines of that file here");
    } else if (sections.isEmpty()) {
      error(
          Code.IMPORT_SYNTAX,
          line,
          "an option outside of a section",
          "start a section before it: [global] for all jobs, or [name] for one");
    } else {
      option(line);
    }
  }

  private void section(Span line) {
    String text = line.text();
    if (!text.endsWith("]") || text.length() <= 2) {
      error(
          Code.IMPORT_SYNTAX,
          line,
          text.length() <= 2 ? "a section without a name" : "this section does not end in ']'",
          "write [global] or [name]");
      return;
    }
    sections.add(new Section(text.substring(1, text.length() - 1), line, new ArrayList<>()));
  }

  private void option(Span line) {
    String text = line.text();
    int equals = text.indexOf('=');
    String name = (equals < 0 ? text : text.substring(0, equals)).stripTrailing();
    Span nameSpan = new Span(source, line.start(), line.start() + name.length());
    if (!name.matches("[A-Za-z0-9_-]+")) {
      error(Code.IMPORT_SYNTAX, line, "this is no option", "write option=value");
      return;
    }
    Span end = new Span(source, line.end(), line.end());
    if (equals < 0) {
      sections.getLast().settings().add(new Setting(name, nameSpan, null, end));
      return;
    }
    Span value = new Span(source, line.start() + equals + 1, line.end());
    if (value.text().startsWith(" ") || value.text().startsWith("\t")) {
      error(
          Code.IMPORT_SYNTAX,
          value,
          "fio misreads a value that starts with a blank",
          "remove the blank behind '='");
      return;
    }
    sections.getLast().settings().add(new Setting(name, nameSpan, expanded(value), value));
  }

  private String expanded(Span value) {
    String text = value.text();
    Matcher keyword = KEYWORD.matcher(text);
    if (keyword.find()) {
      error(
          Code.IMPORT_UNSUPPORTED,
          value,
          keyword.group() + " depends on the machine that imports",
          "write the number that is meant");
      return "1"; // so that this is the only error
    }
    Matcher variable = VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (variable.find()) {
      String found = environment.getOrDefault(variable.group(1), "");
      diagnostics.add(
          Diagnostic.of(
              Code.IMPORT_DIFFERS,
              value,
              "%s is '%s' now, and is so in the workload".formatted(variable.group(), found)));
      variable.appendReplacement(out, Matcher.quoteReplacement(found));
    }
    return variable.appendTail(out).toString();
  }

  private Span trimmed(int start, int end) {
    String text = source.text();
    int from = start;
    int to = end;
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    return new Span(source, from, to);
  }

  private void error(Code code, Span place, String message, String help) {
    diagnostics.add(Diagnostic.of(code, place, message).help(help));
  }
}
