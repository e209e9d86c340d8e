package wml.lsp.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolKind;
import org.jspecify.annotations.Nullable;
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
      case Statement.Foreach f -> {
        String values = f.values().stream().map(v -> v.span().text()).collect(Collectors.joining());
        DocumentSymbol loop =
            leaf("foreach " + f.variable().span().text(), SymbolKind.Namespace, values, f.span(),
                f.variable().span());
        loop.setChildren(symbols(f.body()));
        out.add(loop);
      }
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
