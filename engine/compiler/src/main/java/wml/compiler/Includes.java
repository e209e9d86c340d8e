package wml.compiler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** The files of a script: the first one, and what it includes. Each is read once. */
final class Includes {
  /** Files inside files; deeper is a mistake, whatever their names. */
  private static final int MAX_DEPTH = 16;

  /** A file that is being read, and the statement that names it; null for the first. */
  private record Open(Path path, SourceText source, @Nullable Span at) {}

  private final Evaluator evaluator;
  private final Map<Path, Script> read = new LinkedHashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();

  Includes(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** In the order in which they were first read. */
  List<SourceText> sources() {
    return read.values().stream().map(Script::source).toList();
  }

  /** Executes the script's first file. */
  void start(Script script, Consumer<Script> execution) {
    execute(key(Path.of(script.source().path())), script, null, execution);
  }

  /** Executes the file that a statement names. */
  void include(Statement.Command statement, Environment environment, Consumer<Script> execution) {
    String name = evaluator.text(statement, environment);
    if (name == null) {
      return;
    }
    Span place = statement.arguments().get(0).span();
    Path path = SourceLoader.find(name, place.source());
    if (path == null) {
      evaluator.error(
          Code.UNREADABLE,
          place,
          "there is no file '" + name + "' next to this one",
          "looked for " + name + ", " + name + ".wml and " + name + ".f");
      evaluator.fileMissing();
      return;
    }
    Path key = key(path);
    if (open.stream().anyMatch(o -> o.path().equals(key)) || open.size() > MAX_DEPTH) {
      cycle(key, place);
      return;
    }
    Script script = script(key, path, place);
    if (script != null) {
      execute(key, script, place, execution);
    }
  }

  private void execute(Path key, Script script, @Nullable Span at, Consumer<Script> execution) {
    read.put(key, script);
    open.push(new Open(key, script.source(), at));
    execution.accept(script);
    open.pop();
  }

  private @Nullable Script script(Path key, Path path, Span place) {
    Script known = read.get(key);
    if (known != null) {
      return known;
    }
    try {
      Diagnostics diagnostics = evaluator.diagnostics();
      SourceText text = SourceLoader.read(path);
      int errors = diagnostics.errors();
      Script script = WorkloadParser.parse(text, diagnostics);
      if (diagnostics.errors() > errors) {
        evaluator.unread(text.text());
      }
      return script;
    } catch (IOException e) {
      evaluator.error(Code.UNREADABLE, place, String.valueOf(e.getMessage()), null);
      return null;
    }
  }

  private static Path key(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize(); // a text that is no file
    }
  }

  /** Shows the chain: each file and the place that includes the next. */
  private void cycle(Path again, Span place) {
    boolean deep = open.stream().noneMatch(o -> o.path().equals(again));
    Diagnostic d =
        Diagnostic.of(
            Code.RECURSION,
            place,
            deep
                ? "files include each other more than " + MAX_DEPTH + " levels deep"
                : "'" + again.getFileName() + "' includes itself");
    List<Span> chain = new ArrayList<>();
    Iterator<Open> outermostFirst = open.descendingIterator();
    boolean inside = deep;
    while (outermostFirst.hasNext()) {
      Open file = outermostFirst.next();
      if (inside && file.at() != null) {
        chain.add(file.at());
      }
      inside |= file.path().equals(again);
    }
    for (Span span : chain) {
      d = d.related(span, "included here");
    }
    evaluator.diagnostics().add(d.help("take one of these includes out"));
  }
}
