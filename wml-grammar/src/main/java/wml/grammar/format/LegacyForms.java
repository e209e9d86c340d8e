package wml.grammar.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Fix;
import wml.grammar.parse.Lexeme;
import wml.grammar.parse.Lexemes;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * Forms of Filebench 1.4 and what to write today. A fix never changes what a file means and never
 * takes a comment with it; where it would, the old form stays. {@code $(NAME)} stays as well: other
 * than {@code env(NAME)} it can be set with {@code -D}.
 */
public final class LegacyForms {
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("stats", "help", "debug", "warmup", "domultisync", "fscheck", "fsflush");

  /** What reads the variables after a loop. */
  private static final Set<String> READERS =
      Set.of("run", "psrun", "sleep", "create", "foreach", "sweep", "repeat", "load", "include");

  private final SourceText source;
  private final List<Lexeme> lexemes;
  private final Script script;
  private final List<Fix> fixes = new ArrayList<>();

  private LegacyForms(SourceText source, List<Lexeme> lexemes) {
    this.source = source;
    this.lexemes = lexemes;
    this.script = WorkloadParser.parse(source, new Diagnostics());
  }

  /** Fixes in the order of the text, without overlaps; none for a text with syntax errors. */
  public static List<Fix> fixes(SourceText source) {
    return Lexemes.of(source, new Diagnostics())
        .map(lexemes -> new LegacyForms(source, lexemes).find())
        .orElse(List.of());
  }

  private List<Fix> find() {
    statements(script.statements(), 0);
    new CreatedProcesses(script, this::add).find();
    return fixes;
  }

  private void add(Fix fix) {
    boolean takesComment =
        lexemes.stream()
            .filter(lexeme -> lexeme.role() == Lexeme.Role.COMMENT)
            .anyMatch(c -> c.start() < fix.span().end() && c.end() > fix.span().start());
    if (!takesComment) {
      fixes.add(fix.replacement().isEmpty() ? wholeLine(fix) : fix);
    }
  }

  /** What is removed takes its line along if nothing else stands there. */
  private Fix wholeLine(Fix fix) {
    Span span = fix.span();
    int end = span.end();
    if (isAlone(span.start(), -1) && isAlone(end, 1)) {
      int line = source.line(end);
      while (end < source.text().length() && source.line(end) == line) {
        end++;
      }
    }
    return new Fix(fix.title(), new Span(source, span.start(), end), fix.replacement());
  }

  private void statements(List<Statement> statements, int loops) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Definition d -> definition(d, loops);
        case Statement.Command c -> command(c);
        case Statement.Call c -> without("posset", c.attributes());
        case Statement.Sweep s -> {
          if (s.keyword().text().equals("foreach") && endsWithItsBlock(s, loops)) {
            add(new Fix("write sweep", s.keyword().span(), "sweep"));
          }
          statements(s.body(), loops + 1);
        }
        case Statement.Repeat r -> statements(r.body(), loops + 1);
        case Statement.Mix m -> m.branches().forEach(b -> statements(b.body(), loops));
        case Statement.Chance c -> statements(c.body(), loops);
        case Statement.SetVariable s -> {}
        case Statement.SetMode s -> {}
        case Statement.Param p -> {}
        case Statement.PhasedRun r -> {}
        case Statement.Assertion a -> {}
        case Statement.Gate g -> {}
        case Statement.Target t -> {}
        case Statement.Unknown u -> {}
      }
    }
  }

  private void definition(Statement.Definition d, int loops) {
    switch (d.kind().text()) {
      case "randvar" -> randvar(d);
      case "posset" -> add(new Fix("remove what has no effect", d.span(), ""));
      case "file", "fileset" -> without("cached", d.attributes());
      default -> {}
    }
    if (d.body() != null) {
      statements(d.body(), loops);
    }
  }

  private void randvar(Statement.Definition d) {
    List<AttributeNode> others = new ArrayList<>(d.attributes());
    others.removeIf(a -> a.name().text().equals("name"));
    for (AttributeNode a : d.attributes()) {
      boolean only = d.attributes().size() == others.size() + 1 && !others.isEmpty();
      if (only && a.name().text().equals("name") && a.value() instanceof Expression.Variable v) {
        String list = others.stream().map(o -> o.span().text()).collect(Collectors.joining(","));
        String text = "set " + v.span().text() + "=randvar(" + list + ")";
        add(new Fix("write set $variable=randvar(...)", d.span(), text));
      }
    }
  }

  /** Removes an attribute with one of its commas. */
  private void without(String name, List<AttributeNode> attributes) {
    for (int i = 0; i < attributes.size(); i++) {
      Span span = attributes.get(i).span();
      if (attributes.get(i).name().text().equals(name) && attributes.size() > 1) {
        int start = i > 0 ? attributes.get(i - 1).span().end() : span.start();
        int end = i > 0 ? span.end() : attributes.get(1).span().start();
        add(new Fix("remove what has no effect", new Span(source, start, end), ""));
      }
    }
  }

  private void command(Statement.Command c) {
    Span keyword = c.keyword().span();
    switch (c.keyword().text()) {
      case "log" -> add(new Fix("write echo", keyword, "echo"));
      case "exit" -> add(new Fix("write quit", keyword, "quit"));
      case "load" -> add(new Fix("write include", keyword, "include"));
      case "usage" -> add(new Fix("write a comment", c.span(), comment(c)));
      case "create" -> {
        Span what = c.arguments().isEmpty() ? keyword : c.arguments().get(0).span();
        if (Set.of("fileset", "filesets", "file").contains(what.text())) {
          add(new Fix("write create files", what, "files"));
        }
      }
      case "enable" -> {
        if (!c.arguments().isEmpty() && c.arguments().get(0).span().text().equals("multi")) {
          add(new Fix("remove what has no effect", c.span(), ""));
        }
      }
      default -> {
        if (WITHOUT_EFFECT.contains(c.keyword().text())) {
          add(new Fix("remove what has no effect", c.span(), ""));
        }
      }
    }
  }

  /** The text of a usage statement as comments on lines of their own. */
  private String comment(Statement.Command c) {
    String written = c.arguments().isEmpty() ? "" : c.arguments().get(0).span().text();
    String inside = written.startsWith("\"") ? written.substring(1, written.length() - 1) : written;
    String text = inside.replace("\\n", "\n").replaceAll("\\\\(.)", "$1");
    String comments =
        text.lines().map(line -> ("# " + line).stripTrailing()).collect(Collectors.joining("\n"));
    return (isAlone(c.span().start(), -1) ? "" : "\n")
        + comments
        + (isAlone(c.span().end(), 1) ? "" : "\n");
  }

  /** Whether nothing but blanks stands on the line before or behind a place. */
  private boolean isAlone(int place, int direction) {
    String text = source.text();
    int at = direction < 0 ? place - 1 : place;
    while (at >= 0 && at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      if (!Character.isWhitespace(text.charAt(at))) {
        return false;
      }
      at += direction;
    }
    return true;
  }

  /** A foreach leaves its variable behind; a sweep does not. Whether nobody can see that. */
  private boolean endsWithItsBlock(Statement.Sweep s, int loops) {
    String name = Pattern.quote(s.axes().get(0).variable().name());
    Pattern use = Pattern.compile("\\$[{(]?" + name + "(?![A-Za-z0-9_])");
    boolean readLater = false;
    boolean used = false;
    for (Lexeme lexeme : lexemes) {
      boolean before = lexeme.end() <= s.span().start();
      boolean after = lexeme.start() >= s.span().end();
      if (lexeme.role() == Lexeme.Role.COMMENT || (!before && !after)) {
        continue;
      }
      String text = lexeme.text(source.text());
      boolean uses = use.matcher(text).find();
      if (uses && (after || loops > 0)) {
        return false;
      }
      used |= uses;
      readLater |= after && lexeme.starts() && READERS.contains(text);
    }
    return !(used && readLater);
  }
}
