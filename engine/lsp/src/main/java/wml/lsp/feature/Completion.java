package wml.lsp.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Attribute;
import wml.api.flowop.Signature;
import wml.api.target.Option;
import wml.api.target.TargetInfo;
import wml.compiler.DistributionType;
import wml.compiler.Functions;
import wml.compiler.Metrics;
import wml.grammar.syntax.SourceText;
import wml.lsp.cursor.Context;
import wml.lsp.cursor.Context.Head;
import wml.lsp.cursor.Cursor;
import wml.lsp.index.Name;
import wml.lsp.index.NameIndex;
import wml.lsp.index.Occurrence;
import wml.lsp.text.Places;
import wml.lsp.text.Snapshot;

/** What could be typed at a place. One thread's, for one answer. */
public final class Completion {
  private final Vocabulary vocabulary;
  private final Snapshot snapshot;
  private final NameIndex names;
  private final Cursor cursor;
  private final Range range;
  private final List<CompletionItem> items = new ArrayList<>();

  private Completion(Vocabulary vocabulary, Snapshot snapshot, NameIndex names, int offset) {
    this.vocabulary = vocabulary;
    this.snapshot = snapshot;
    this.names = names;
    this.cursor = Cursor.at(snapshot, offset);
    this.range = range(snapshot.source(), offset);
  }

  public static List<CompletionItem> at(
      Vocabulary vocabulary, Snapshot snapshot, NameIndex names, int offset) {
    Completion completion = new Completion(vocabulary, snapshot, names, offset);
    completion.collect();
    return completion.items;
  }

  /** What an item replaces; the protocol wants it on one line. */
  private Range range(SourceText source, int offset) {
    int line = source.line(offset);
    int lineStart = source.lineStart(line);
    int lineEnd = lineStart + source.lineText(line).length();
    int start = Math.max(cursor.start(), lineStart);
    return Places.range(source, start, Math.max(offset, Math.min(cursor.end(), lineEnd)));
  }

  private void collect() {
    switch (cursor.context()) {
      case Context.Free f -> {}
      case Context.StatementStart s -> statements(s.around());
      case Context.Variable v -> variables();
      case Context.Subject s -> subject(s.head());
      case Context.AttributeName a -> attributeNames(a);
      case Context.Value v -> value(v);
      case Context.Argument a -> argument(a);
    }
  }

  private void statements(List<Head> around) {
    Head block = around.isEmpty() ? Head.NONE : around.get(0);
    if (block.keyword().equals("run")) {
      RunWords.PHASES.forEach((phase, doc) -> add(phase, CompletionItemKind.Keyword, "", doc));
      return;
    }
    if (block.keyword().equals("gate")) {
      functions(Metrics.all());
      return;
    }
    for (String keyword : StatementWords.in(block.keyword(), block.subject())) {
      add(keyword, CompletionItemKind.Keyword, "", StatementWords.doc(keyword));
    }
  }

  private void variables() {
    String text = snapshot.text();
    String opening = text.startsWith("${", cursor.start()) ? "${" : "$";
    if (text.startsWith("$(", cursor.start())) {
      return; // the environment's names are nobody's business
    }
    String closing = opening.equals("${") ? "}" : "";
    definitions(Name.Kind.VARIABLE)
        .filter(o -> o.name().scope().isEmpty() || within(o))
        .forEach(
            o -> {
              String written = opening + o.name().text() + closing;
              String doc = Prose.code(Definitions.line(o));
              add(written, CompletionItemKind.Variable, Definitions.value(o), doc);
            });
  }

  /** Whether the place is in the composite flowop whose parameter this is. */
  private boolean within(Occurrence parameter) {
    return parameter.statement().span().start() <= cursor.start()
        && cursor.start() <= parameter.statement().span().end();
  }

  private Stream<Occurrence> definitions(Name.Kind kind) {
    return names.definitions(kind);
  }

  private void subject(Head head) {
    if (head.keyword().equals("define")) {
      vocabulary
          .kinds()
          .forEach(
              (kind, attributes) ->
                  add(kind, CompletionItemKind.Class, "", Prose.entity(kind, attributes)));
      return;
    }
    for (Signature s : vocabulary.flowops()) {
      add(s.keyword(), CompletionItemKind.Function, category(s), Prose.flowop(s));
    }
    named(Name.Kind.COMPOSITE, CompletionItemKind.Method);
  }

  private static String category(Signature s) {
    return s.category().name().toLowerCase(java.util.Locale.ROOT);
  }

  private void attributeNames(Context.AttributeName context) {
    Head head = context.head();
    for (Attribute a : vocabulary.attributes(head)) {
      boolean given =
          context.given().contains(a.name())
              || a.aliases().stream().anyMatch(context.given()::contains);
      if (!given) {
        CompletionItem item =
            add(a.name(), CompletionItemKind.Property, Prose.facts(a), Prose.attribute(a));
        edit(item, a.type() == Attribute.Type.FLAG ? a.name() : a.name() + "=");
        item.setSortText((a.required() ? "0" : "1") + a.name());
      }
    }
    if (head.keyword().equals("flowop") && head.function().isEmpty()) {
      parameters(head.subject(), context);
    }
    if (head.keyword().equals("target")) {
      options(head.subject(), context);
    } else if (!head.function().isEmpty()) {
      functionArguments(head, context.given());
    }
  }

  /** The parameters of the composite flowop that is called. */
  private void parameters(String composite, Context.AttributeName context) {
    definitions(Name.Kind.VARIABLE)
        .filter(o -> o.name().scope().equals(composite) && !composite.isEmpty())
        .filter(o -> !context.given().contains(o.name().written()))
        .forEach(
            o -> {
              CompletionItem item =
                  add(o.name().written(), CompletionItemKind.Variable, "parameter", null);
              edit(item, o.name().written() + "=");
            });
  }

  private void options(String target, Context.AttributeName context) {
    TargetInfo info = vocabulary.target(target);
    for (Option o : info == null ? List.<Option>of() : info.options()) {
      if (!context.given().contains(o.name())) {
        CompletionItem item =
            add(o.name(), CompletionItemKind.Property, o.type().words(), Prose.option(o));
        edit(item, o.name() + "=");
      }
    }
  }

  private void functionArguments(Head head, Set<String> given) {
    if (head.isAboutRuns()) {
      Name.Kind.MEASURED.forEach(kind -> named(kind, CompletionItemKind.Field));
      add("all", CompletionItemKind.Keyword, "", "Every flowop of the run.");
      return;
    }
    for (DistributionType.Parameter p : FunctionWords.parameters(head.function())) {
      if (!given.contains(p.name())) {
        CompletionItem item =
            add(p.name(), CompletionItemKind.Property, FunctionWords.facts(p), p.doc());
        edit(item, p.name() + "=");
      }
    }
    variables();
    functions();
  }

  private void value(Context.Value context) {
    Head head = context.head();
    String attribute = context.attribute();
    if (head.isAboutRuns() && attribute.isEmpty()) {
      functions(Metrics.all());
      return;
    }
    if (head.keyword().equals("flowop") && head.function().isEmpty()) {
      switch (attribute) {
        case "filesetname", "filename" -> {
          named(Name.Kind.FILESET, CompletionItemKind.Struct);
          return;
        }
        case "target" -> {
          named(Name.Kind.FLOWOP, CompletionItemKind.Field);
          return;
        }
        default -> {}
      }
    }
    if (attribute.equals("name")) {
      return; // a new one
    }
    Attribute a = vocabulary.attribute(head, attribute);
    if (a != null) {
      vocabulary.choices(head, a).forEach(c -> add(c, CompletionItemKind.EnumMember, "", a.doc()));
    }
    if (a == null || a.type() != Attribute.Type.FLAG) {
      variables();
      functions();
    }
  }

  private void functions() {
    functions(FunctionWords.ofValues());
  }

  private void functions(List<Functions.Function> all) {
    for (Functions.Function f : all) {
      CompletionItem item = add(f.name(), CompletionItemKind.Function, f.synopsis(), f.doc());
      edit(item, f.name() + "(");
    }
  }

  private void argument(Context.Argument context) {
    Head head = context.head();
    boolean first = context.words().isEmpty();
    switch (head.keyword()) {
      case "set" -> {
        if (first) {
          add("mode", CompletionItemKind.Keyword, "", "`set mode quit firstdone`");
          variables();
        } else if (context.words().equals(List.of("mode"))) {
          add("quit", CompletionItemKind.Keyword, "", "When a run ends.");
        } else if (context.words().equals(List.of("mode", "quit"))) {
          RunWords.QUIT_MODES.forEach((m, doc) -> add(m, CompletionItemKind.EnumMember, "", doc));
        }
      }
      case "create", "list" -> {
        add("fileset", CompletionItemKind.Keyword, "", null);
        if (head.keyword().equals("list")) {
          add("flowop", CompletionItemKind.Keyword, "", null);
        }
      }
      case "enable" -> add("lathist", CompletionItemKind.Keyword, "", null);
      case "target" -> {
        for (TargetInfo t : vocabulary.targets()) {
          add(t.name(), CompletionItemKind.Module, t.summary(), Prose.target(t));
        }
      }
      case "assert" -> functions(Metrics.all());
      case "sweep", "foreach" -> {
        if (context.words().size() == 1) {
          add("in", CompletionItemKind.Keyword, "", null);
        } else {
          variables();
          functions();
        }
      }
      default -> variables();
    }
  }

  private void named(Name.Kind kind, CompletionItemKind shown) {
    definitions(kind)
        .forEach(
            o -> {
              String doc = Prose.code(Definitions.line(o));
              add(o.name().text(), shown, o.name().kind().words(), doc);
            });
  }

  private CompletionItem add(
      String label, CompletionItemKind kind, String detail, @Nullable String doc) {
    CompletionItem item = new CompletionItem(label);
    item.setKind(kind);
    if (!detail.isEmpty()) {
      item.setDetail(detail);
    }
    if (doc != null) {
      item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, doc));
    }
    edit(item, label);
    items.add(item);
    return item;
  }

  private void edit(CompletionItem item, String text) {
    item.setFilterText(text);
    item.setTextEdit(Either.forLeft(new TextEdit(range, text)));
  }
}
