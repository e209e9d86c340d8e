package wml.lsp.feature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Attribute;
import wml.api.flowop.Signature;
import wml.api.target.Option;
import wml.api.target.TargetInfo;
import wml.grammar.syntax.TextToken;
import wml.grammar.syntax.TextToken.Kind;
import wml.lsp.cursor.Context;
import wml.lsp.cursor.Context.Head;
import wml.lsp.cursor.Cursor;
import wml.lsp.index.Name;
import wml.lsp.index.NameIndex;
import wml.lsp.index.Occurrence;
import wml.lsp.text.Places;
import wml.lsp.text.Snapshot;

/** What the word at a place means. */
public final class HoverText {
  private final Vocabulary vocabulary;
  private final Snapshot snapshot;
  private final NameIndex names;
  private final Map<String, String> values;

  /**
   * @param values of variables at the end of the file, as far as it has been compiled
   */
  public HoverText(
      Vocabulary vocabulary, Snapshot snapshot, NameIndex names, Map<String, String> values) {
    this.vocabulary = vocabulary;
    this.snapshot = snapshot;
    this.names = names;
    this.values = values;
  }

  /** The text for an offset, or null if there is nothing to say. */
  public @Nullable Hover at(int offset) {
    Occurrence o = names.at(offset);
    if (o != null && !isBuiltIn(o)) {
      return hover(named(o), o.span().start(), o.span().end());
    }
    TextToken token = word(offset);
    if (token == null) {
      return null;
    }
    String text = meaning(token);
    return text == null ? null : hover(text, token.start(), token.end());
  }

  private Hover hover(String markdown, int start, int end) {
    return new Hover(
        new MarkupContent(MarkupKind.MARKDOWN, markdown),
        Places.range(snapshot.source(), start, end));
  }

  /** An assertion may name a keyword instead of a flowop of the file. */
  private boolean isBuiltIn(Occurrence o) {
    return o.name().kind() == Name.Kind.FLOWOP
        && names.of(o.name()).stream().noneMatch(Occurrence::definition)
        && vocabulary.flowop(o.name().text()) != null;
  }

  private @Nullable TextToken word(int offset) {
    for (TextToken t : snapshot.tokens()) {
      if (t.kind() == Kind.WORD && t.start() <= offset && offset <= t.end()) {
        return t;
      }
    }
    return null;
  }

  private String named(Occurrence o) {
    List<Occurrence> all = names.of(o.name());
    List<Occurrence> definitions = all.stream().filter(Occurrence::definition).toList();
    StringBuilder out = new StringBuilder(o.name().kind().words());
    out.append(" `").append(o.name().written()).append('`');
    if (!o.name().scope().isEmpty()) {
      out.append(", a parameter of `").append(o.name().scope()).append('`');
    }
    if (definitions.isEmpty()) {
      out.append(": not defined in this file");
    }
    String value = o.name().scope().isEmpty() ? values.get(o.name().text()) : null;
    if (o.name().kind() == Name.Kind.VARIABLE && value != null) {
      out.append(" = `").append(value.replace('`', '\'')).append("` at the end of the file");
    }
    definitions.stream()
        .limit(5)
        .forEach(
            d ->
                out.append("\n\nline ")
                    .append(d.span().line())
                    .append(":\n")
                    .append(Prose.code(Definitions.line(d))));
    int uses = all.size() - definitions.size();
    out.append("\n\n").append(uses).append(uses == 1 ? " use" : " uses");
    return out.toString();
  }

  private @Nullable String meaning(TextToken token) {
    String word = token.text(snapshot.text());
    Context context = Cursor.at(snapshot, token.end()).context();
    return switch (context) {
      case Context.StatementStart s -> statement(s, word);
      case Context.Subject s -> subject(s.head(), word);
      case Context.AttributeName a -> attribute(a.head(), word);
      case Context.Value v -> value(v, word);
      case Context.Argument a -> argument(a, word);
      case Context.Variable v -> null;
      case Context.Free f -> FunctionWords.doc(word);
    };
  }

  private static @Nullable String statement(Context.StatementStart context, String word) {
    String block = context.around().isEmpty() ? "" : context.around().get(0).keyword();
    return switch (block) {
      case "run" -> RunWords.PHASES.get(word);
      case "gate" -> FunctionWords.doc(word);
      default -> StatementWords.doc(word);
    };
  }

  private @Nullable String subject(Head head, String word) {
    if (head.keyword().equals("define")) {
      List<Attribute> attributes = vocabulary.kinds().get(word);
      return attributes == null ? null : Prose.entity(word, attributes);
    }
    Signature signature = vocabulary.flowop(word);
    return signature == null ? null : Prose.flowop(signature);
  }

  private @Nullable String attribute(Head head, String word) {
    TargetInfo target = head.keyword().equals("target") ? vocabulary.target(head.subject()) : null;
    if (target != null) {
      Optional<Option> option =
          target.options().stream().filter(o -> o.name().equals(word)).findFirst();
      return option.map(Prose::option).orElse(null);
    }
    Attribute a = vocabulary.attribute(head, word);
    if (a != null) {
      return Prose.attribute(a);
    }
    return head.function().isEmpty() ? null : inFunction(head, word);
  }

  private @Nullable String inFunction(Head head, String word) {
    Signature signature = head.isAboutRuns() ? vocabulary.flowop(word) : null;
    if (signature != null) {
      return Prose.flowop(signature);
    }
    String parameter = FunctionWords.parameter(head.function(), word);
    return parameter != null ? parameter : FunctionWords.doc(word);
  }

  private @Nullable String value(Context.Value context, String word) {
    if (context.head().isAboutRuns() && context.attribute().isEmpty()) {
      return FunctionWords.doc(word);
    }
    Attribute a = vocabulary.attribute(context.head(), context.attribute());
    if (a != null && vocabulary.choices(context.head(), a).contains(word)) {
      return Prose.attribute(a);
    }
    return FunctionWords.doc(word);
  }

  private @Nullable String argument(Context.Argument context, String word) {
    return switch (context.head().keyword()) {
      case "target" -> {
        TargetInfo target = vocabulary.target(word);
        yield target == null ? null : Prose.target(target);
      }
      case "set" -> RunWords.QUIT_MODES.get(word);
      default -> FunctionWords.doc(word);
    };
  }
}
