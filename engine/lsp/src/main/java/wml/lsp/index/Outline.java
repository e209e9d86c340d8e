package wml.lsp.index;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolKind;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;
import wml.lsp.text.Places;

/** The outline of a file: processes, their threads, and theirs flowops; filesets and variables. */
public final class Outline {
  private final Set<String> variables = new HashSet<>();

  private Outline() {}

  public static List<DocumentSymbol> of(Script script) {
    return new Outline().symbols(script.statements());
  }

  private List<DocumentSymbol> symbols(List<Statement> statements) {
    List<DocumentSymbol> out = new ArrayList<>();
    for (Statement statement : statements) {
      symbol(statement, out);
    }
    return out;
  }

  private void symbol(Statement statement, List<DocumentSymbol> out) {
    switch (statement) {
      case Statement.SetVariable s -> {
        Expression.Variable v = s.variable();
        if (v.attribute().isEmpty() && variables.add(v.name())) {
          out.add(leaf("$" + v.name(), SymbolKind.Variable, "", s.span(), v.span()));
        }
      }
      case Statement.Definition d -> {
        SymbolKind kind =
            switch (d.kind().text()) {
              case "file", "fileset" -> SymbolKind.Array;
              case "flowop" -> SymbolKind.Function;
              case "randvar" -> SymbolKind.Variable;
              case "thread" -> SymbolKind.Interface;
              default -> SymbolKind.Class;
            };
        String title = title(d.attributes(), d.kind().text());
        DocumentSymbol symbol = leaf(title, kind, d.kind().text(), d.span(), d.kind().span());
        symbol.setChildren(symbols(d.body() == null ? List.of() : d.body()));
        out.add(symbol);
      }
      case Statement.Call c -> {
        String title = title(c.attributes(), c.type().text());
        out.add(leaf(title, SymbolKind.Method, c.type().text(), c.span(), c.type().span()));
      }
      case Statement.Param p -> {
        Expression.Variable v = p.variable();
        if (variables.add(v.name())) {
          out.add(leaf("$" + v.name(), SymbolKind.Property, "param", p.span(), v.span()));
        }
      }
      case Statement.Sweep s -> {
        String title =
            s.axes().stream().map(a -> a.variable().span().text()).collect(joining(", "));
        String values = s.axes().stream().map(a -> line(a.span())).collect(joining(", "));
        out.add(block(s.keyword().text() + " " + title, values, s.span(), s.body()));
      }
      case Statement.Repeat r ->
          out.add(block("repeat " + r.times().span().text(), "", r.span(), r.body()));
      case Statement.Chance c ->
          out.add(block("chance " + c.probability().span().text(), "", c.span(), c.body()));
      case Statement.Mix m -> {
        DocumentSymbol mix = leaf("mix", SymbolKind.Enum, "", m.span(), start(m.span(), "mix"));
        List<DocumentSymbol> branches = new ArrayList<>();
        for (Statement.Branch b : m.branches()) {
          Span weight = b.weight().span();
          DocumentSymbol branch = leaf(line(weight), SymbolKind.EnumMember, "", b.span(), weight);
          branch.setChildren(symbols(b.body()));
          branches.add(branch);
        }
        mix.setChildren(branches);
        out.add(mix);
      }
      case Statement.PhasedRun r ->
          out.add(leaf("run", SymbolKind.Event, phases(r), r.span(), r.keyword().span()));
      case Statement.Assertion a ->
          out.add(
              leaf(line(a.span()), SymbolKind.Boolean, "", a.span(), start(a.span(), "assert")));
      case Statement.Gate g ->
          out.add(leaf("gate", SymbolKind.Boolean, metrics(g), g.span(), g.keyword().span()));
      case Statement.Target t ->
          out.add(leaf(line(t.span()), SymbolKind.Object, "", t.span(), start(t.span(), "target")));
      case Statement.Command c -> {
        if (c.keyword().text().matches("run|psrun")) {
          out.add(leaf(line(c.span()), SymbolKind.Event, "", c.span(), c.keyword().span()));
        }
      }
      case Statement.SetMode m -> {}
      case Statement.Unknown u -> {}
    }
  }

  private static DocumentSymbol leaf(
      String title, SymbolKind kind, String detail, Span whole, Span selected) {
    Range range = Places.range(whole);
    return new DocumentSymbol(title, kind, range, Places.range(selected), detail);
  }

  private DocumentSymbol block(String title, String detail, Span span, List<Statement> body) {
    String keyword = title.substring(0, title.indexOf(' '));
    DocumentSymbol symbol = leaf(title, SymbolKind.Namespace, detail, span, start(span, keyword));
    symbol.setChildren(symbols(body));
    return symbol;
  }

  /** The keyword at the start of a statement. */
  private static Span start(Span span, String keyword) {
    int end = Math.min(span.end(), span.start() + keyword.length());
    return new Span(span.source(), span.start(), end);
  }

  private static String phases(Statement.PhasedRun run) {
    return run.phases().stream().map(p -> line(p.span())).collect(joining(", "));
  }

  private static String metrics(Statement.Gate gate) {
    return gate.metrics().stream().map(m -> line(m.metric().span())).collect(joining(", "));
  }

  private static String title(List<AttributeNode> attributes, String otherwise) {
    for (AttributeNode a : attributes) {
      Expression value = a.value();
      if (!a.parameter() && a.name().text().equals("name") && value != null) {
        String text = value.span().text();
        return text.isBlank() ? otherwise : text;
      }
    }
    return otherwise;
  }

  private static String line(Span span) {
    return span.text().lines().findFirst().orElse("").strip();
  }
}
