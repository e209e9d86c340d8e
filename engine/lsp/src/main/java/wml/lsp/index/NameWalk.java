package wml.lsp.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;
import wml.lsp.index.Name.Kind;

/** Finds the names of one file. One thread's, for one walk. */
final class NameWalk {
  private final Script script;
  private final List<Occurrence> found = new ArrayList<>();
  private final Set<Name> defined = new HashSet<>();

  /** Composite flowops and their parameters. */
  private final Map<String, Set<String>> composites = new HashMap<>();

  /** The composite flowop whose body is walked, or "". */
  private String composite = "";

  NameWalk(Script script) {
    this.script = script;
  }

  List<Occurrence> run() {
    collect(script.statements());
    statements(script.statements());
    found.replaceAll(this::subject);
    found.sort(Comparator.comparingInt(o -> o.span().start()));
    return found;
  }

  private static boolean isAboutRuns(Statement statement) {
    return statement instanceof Statement.Assertion || statement instanceof Statement.Gate;
  }

  /** An assertion's subject may be a flowop, or what is around flowops. */
  private Occurrence subject(Occurrence o) {
    if (!isAboutRuns(o.statement()) || o.name().kind() != Kind.FLOWOP) {
      return o;
    }
    for (Kind kind : Kind.MEASURED) {
      Name name = Name.of(kind, o.name().text());
      if (defined.contains(name)) {
        return new Occurrence(name, o.span(), false, o.statement());
      }
    }
    return o;
  }

  /** What must be known before its uses are read. */
  private void collect(List<Statement> statements) {
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Sweep s -> collect(s.body());
        case Statement.Repeat r -> collect(r.body());
        case Statement.Definition d -> collect(d);
        default -> {}
      }
    }
  }

  private void collect(Statement.Definition d) {
    AttributeNode name = attribute(d.attributes(), "name");
    String text = name == null ? null : word(name.value());
    if (text != null && d.kind().text().equals("flowop")) {
      Set<String> parameters = composites.computeIfAbsent(text, n -> new HashSet<>());
      for (AttributeNode a : d.attributes()) {
        if (a.parameter()) {
          parameters.add(a.name().text());
        }
      }
    }
  }

  private void statements(List<Statement> statements) {
    for (Statement statement : statements) {
      statement(statement);
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Statement.SetVariable s -> {
        variable(s.variable(), true, s);
        expression(s.value(), s);
      }
      case Statement.SetMode m -> {}
      case Statement.Definition d -> definition(d);
      case Statement.Call c -> call(c);
      case Statement.Param p -> {
        variable(p.variable(), true, p);
        optional(p.value(), p);
        attributes(p.attributes(), p);
      }
      case Statement.Repeat r -> {
        expression(r.times(), r);
        statements(r.body());
      }
      case Statement.Mix m -> {
        for (Statement.Branch branch : m.branches()) {
          expression(branch.weight().value(), m);
          statements(branch.body());
        }
      }
      case Statement.Chance c -> {
        expression(c.probability().value(), c);
        statements(c.body());
      }
      case Statement.Sweep s -> sweep(s);
      case Statement.PhasedRun r -> r.phases().forEach(p -> expression(p.duration(), r));
      case Statement.Assertion a -> expression(a.condition(), a);
      case Statement.Gate g -> {
        for (Statement.Gated metric : g.metrics()) {
          expression(metric.metric(), g);
          attributes(metric.attributes(), g);
        }
      }
      case Statement.Target t -> {
        expression(t.name(), t);
        attributes(t.options(), t);
      }
      case Statement.Command c -> {
        c.arguments().forEach(a -> expression(a, c));
        attributes(c.attributes(), c);
      }
      case Statement.Unknown u -> {}
    }
  }

  private void sweep(Statement.Sweep s) {
    for (Statement.Axis axis : s.axes()) {
      variable(axis.variable(), true, s);
      for (Statement.Range range : axis.values()) {
        expression(range.first(), s);
        optional(range.last(), s);
        optional(range.step(), s);
      }
    }
    statements(s.body());
  }

  private void definition(Statement.Definition d) {
    Kind kind =
        switch (d.kind().text()) {
          case "file", "fileset" -> Kind.FILESET;
          case "flowop" -> Kind.COMPOSITE;
          case "process" -> Kind.PROCESS;
          case "thread" -> Kind.THREAD;
          case "hypervisor" -> Kind.HYPERVISOR;
          case "vm" -> Kind.MACHINE;
          default -> null;
        };
    AttributeNode name = attribute(d.attributes(), "name");
    String text = name == null ? null : word(name.value());
    if (kind != null && name != null && name.value() != null && text != null) {
      add(Name.of(kind, text), letters(name.value(), text), true, d);
    }
    if (d.kind().text().equals("randvar")
        && name != null
        && name.value() instanceof Expression.Variable v) {
      variable(v, true, d);
      attributes(d.attributes().stream().filter(a -> !a.equals(name)).toList(), d);
    } else {
      String outer = composite;
      composite = kind == Kind.COMPOSITE && text != null ? text : outer;
      attributes(d.attributes(), d);
      statements(d.body() == null ? List.of() : d.body());
      composite = outer;
    }
  }

  private void call(Statement.Call c) {
    String type = c.type().text();
    boolean calls = composites.containsKey(type);
    if (calls) {
      add(Name.of(Kind.COMPOSITE, type), c.type().span(), false, c);
    }
    for (AttributeNode a : c.attributes()) {
      Expression value = a.value();
      if (a.parameter()) {
        if (calls) {
          add(new Name(Kind.VARIABLE, type, a.name().text()), inside(a.name().span()), false, c);
        }
        if (value != null) {
          expression(value, c);
        }
        continue;
      }
      Kind kind =
          switch (a.name().text()) {
            case "name", "target" -> Kind.FLOWOP;
            case "filesetname", "filename" -> Kind.FILESET;
            default -> null;
          };
      String text = word(value);
      if (kind != null && value != null && text != null) {
        boolean definition = a.name().text().equals("name");
        add(Name.of(kind, text), letters(value, text), definition, c);
      } else if (value != null) {
        expression(value, c);
      }
    }
  }

  /** Variables in attributes; parameters are those of the composite flowop around. */
  private void attributes(List<AttributeNode> attributes, Statement around) {
    for (AttributeNode a : attributes) {
      if (a.parameter()) {
        Span letters = inside(a.name().span());
        add(new Name(Kind.VARIABLE, composite, a.name().text()), letters, true, around);
      }
      if (a.value() != null) {
        expression(a.value(), around);
      }
    }
  }

  private void optional(@Nullable Expression expression, Statement around) {
    if (expression != null) {
      expression(expression, around);
    }
  }

  private void expression(Expression expression, Statement around) {
    switch (expression) {
      case Expression.Numeral n -> {}
      case Expression.Text t -> {
        for (Expression.Part part : t.parts()) {
          if (part instanceof Expression.Part.Reference r) {
            variable(r.variable(), false, around);
          }
        }
      }
      case Expression.Variable v -> variable(v, false, around);
      case Expression.Binary b -> {
        expression(b.left(), around);
        expression(b.right(), around);
      }
      case Expression.Not n -> expression(n.operand(), around);
      case Expression.Call c -> {
        attributes(c.attributes(), around);
        for (Expression argument : c.arguments()) {
          String text = word(argument);
          if (isAboutRuns(around) && argument instanceof Expression.Text && text != null) {
            add(Name.of(Kind.FLOWOP, text), letters(argument, text), false, around);
          } else {
            expression(argument, around);
          }
        }
      }
      case Expression.Table t ->
          t.rows().forEach(row -> row.forEach(cell -> expression(cell, around)));
    }
  }

  private void variable(Expression.Variable v, boolean definition, Statement around) {
    boolean parameter = composites.getOrDefault(composite, Set.of()).contains(v.name());
    Span letters = inside(v.span());
    int end = Math.min(letters.start() + v.name().length(), letters.source().text().length());
    add(
        new Name(Kind.VARIABLE, parameter ? composite : "", v.name()),
        new Span(letters.source(), letters.start(), end),
        definition && v.attribute().isEmpty(),
        around);
  }

  /** Without the dollar sign and what encloses the name. */
  private static Span inside(Span variable) {
    String text = variable.text();
    boolean enclosed = text.startsWith("${") || text.startsWith("$(");
    int start = Math.min(variable.start() + (enclosed ? 2 : 1), variable.end());
    int end = enclosed ? Math.max(start, variable.end() - 1) : variable.end();
    return new Span(variable.source(), start, end);
  }

  private static Span letters(Expression value, String text) {
    Span span = value.span();
    int quote = span.end() - span.start() == text.length() + 2 ? 1 : 0;
    return new Span(span.source(), span.start() + quote, span.end() - quote);
  }

  /** A value that is one word or a string without variables and escapes, or null. */
  private static @Nullable String word(@Nullable Expression value) {
    if (value instanceof Expression.Numeral n) {
      return n.text();
    }
    if (value instanceof Expression.Text t
        && t.parts().size() == 1
        && t.parts().get(0) instanceof Expression.Part.Literal literal) {
      int length = literal.text().length() + (t.quoted() ? 2 : 0);
      return t.span().end() - t.span().start() == length ? literal.text() : null;
    }
    return null;
  }

  private static @Nullable AttributeNode attribute(List<AttributeNode> attributes, String name) {
    for (AttributeNode a : attributes) {
      if (!a.parameter() && a.name().text().equals(name)) {
        return a;
      }
    }
    return null;
  }

  private void add(Name name, Span span, boolean definition, Statement around) {
    found.add(new Occurrence(name, span, definition, around));
    if (definition) {
      defined.add(name);
    }
  }
}
