package wml.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** Turns expressions into values. Everything wrong becomes a diagnostic and a null. */
final class Evaluator {
  /** Nobody misspells a longer name by three characters. */
  private static final int MAX_GUESSED = 100;

  private final Diagnostics diagnostics;
  private final String unread;
  private final LegacyCommands legacy;

  /** Answers of {@link #isUndefined} and {@link #isUnset}: each costs a search of the file. */
  private final Map<String, Boolean> missing = new HashMap<>();

  /**
   * @param unread the text of the file if it has syntax errors, else empty: what looks unknown or
   *     missing may stand in a part that could not be read
   */
  Evaluator(Diagnostics diagnostics, String unread) {
    this.diagnostics = diagnostics;
    this.unread = unread;
    this.legacy = new LegacyCommands(diagnostics);
  }

  LegacyCommands legacy() {
    return legacy;
  }

  /** The text of a command's first argument, or null. */
  @Nullable String text(Statement.Command c, Scope scope) {
    Datum value = c.arguments().isEmpty() ? null : evaluate(c.arguments().get(0), scope);
    return value == null ? null : value.text();
  }

  /**
   * As {@link #text(Statement.Command, Scope)}, where a variable that nothing has set stays as it
   * is written, as in Filebench: a shell command has variables of its own.
   */
  @Nullable String looseText(Statement.Command c, Scope scope) {
    if (c.arguments().isEmpty() || !(c.arguments().get(0) instanceof Expression.Text t)) {
      return text(c, scope);
    }
    StringBuilder out = new StringBuilder();
    for (Expression.Part part : t.parts()) {
      switch (part) {
        case Expression.Part.Literal literal -> out.append(literal.text());
        case Expression.Part.Reference reference -> {
          Expression.Variable v = reference.variable();
          Datum value = scope.lookUp(v);
          if (value == null) {
            warnUnsetInText(v);
          }
          out.append(value == null ? v.span().text() : value.text());
        }
      }
    }
    return out.toString();
  }

  private void warnUnsetInText(Expression.Variable v) {
    diagnostics.add(
        Diagnostic.of(
                Code.UNSET_IN_TEXT,
                v.span(),
                "nothing has set $" + v.name() + "; the text keeps '" + v.span().text() + "'")
            .help("write \\" + v.span().text() + " if that is meant"));
  }

  @Nullable Datum evaluate(Expression e, Scope scope) {
    return switch (e) {
      case Expression.Numeral n -> {
        Datum value = Literals.number(n.text());
        if (value == null) {
          error(
              Code.BAD_NUMBER,
              n.span(),
              "can't read the number '" + n.text() + "'",
              "units are k, m, g, t, p (powers of 1024), optionally with b or ib");
        }
        yield value;
      }
      case Expression.Text t -> text(t, scope);
      case Expression.Variable v -> variable(v, scope);
      case Expression.Binary b -> binary(b, scope);
      case Expression.Call c ->
          new Datum.Random(new RandomDefinition("", c.span(), c.function(), c.attributes()));
      case Expression.Table t -> {
        error(
            Code.WRONG_TYPE,
            t.span(),
            "a table makes no sense here",
            "tables are values of randtable= only");
        yield null;
      }
    };
  }

  private @Nullable Datum text(Expression.Text t, Scope scope) {
    StringBuilder out = new StringBuilder();
    for (Expression.Part part : t.parts()) {
      switch (part) {
        case Expression.Part.Literal literal -> out.append(literal.text());
        case Expression.Part.Reference reference -> {
          Datum value = variable(reference.variable(), scope);
          if (value == null) {
            return null;
          }
          out.append(value.text());
        }
      }
    }
    String text = out.toString();
    boolean flag = !t.quoted() && (text.equals("true") || text.equals("false"));
    return flag ? new Datum.Flag(text.equals("true")) : new Datum.Text(text);
  }

  private @Nullable Datum variable(Expression.Variable v, Scope scope) {
    Datum value = scope.lookUp(v);
    if (value == null) {
      if (!scope.isKnown(v) && isUnset(v.name())) {
        List<String> known = new ArrayList<>();
        scope.names().forEach(known::add);
        String nearest = nearest(v.name(), known);
        error(
            Code.UNKNOWN_VARIABLE,
            v.span(),
            "nothing has set $" + v.name(),
            nearest != null
                ? "did you mean '$" + nearest + "'?"
                : v.environment()
                    ? "set the environment variable " + v.name() + ", or use -D"
                    : "set it before this use, or pass -D " + v.name() + "=...");
      }
      return null;
    }
    if (v.environment() && scope.isFromProcess(v)) {
      legacy.note(
          "$(NAME)",
          v.span(),
          "'" + v.span().text() + "' reads the environment of the process, an old form",
          "write $" + v.name() + " and pass -D " + v.name() + "=VALUE");
    }
    if (v.attribute().isEmpty()) {
      return value;
    }
    if (!(value instanceof Datum.Random random)) {
      return new Datum.Text(value.text() + "." + v.attribute());
    }
    legacy.note(
        "value of $v.attribute",
        v.span(),
        "reading an attribute of a random variable is an old form",
        "set a variable of its own and use it in both places");
    AttributeNode found = null;
    for (AttributeNode a : random.definition().attributes()) {
      if (a.name().text().equals(v.attribute())) {
        found = a;
      }
    }
    if (found == null || found.value() == null) {
      error(
          Code.UNKNOWN_ATTRIBUTE,
          v.span(),
          "$" + v.name() + " has no attribute '" + v.attribute() + "' in its definition",
          null);
      return null;
    }
    return evaluate(found.value(), scope);
  }

  private @Nullable Datum binary(Expression.Binary b, Scope scope) {
    Datum left = evaluate(b.left(), scope);
    Datum right = evaluate(b.right(), scope);
    if (left == null || right == null) {
      return null;
    }
    left = number(left, b.left());
    right = number(right, b.right());
    if (left == null || right == null) {
      return null;
    }
    try {
      if (left instanceof Datum.Whole l && right instanceof Datum.Whole r) {
        return new Datum.Whole(whole(b.operator(), l.value(), r.value()));
      }
      double value = real(b.operator(), real(left), real(right));
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new ArithmeticException("the result is no number");
      }
      boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
      return isWhole ? new Datum.Whole((long) value) : new Datum.Real(value);
    } catch (ArithmeticException e) {
      boolean zero = (b.operator() == '/' || b.operator() == '%') && real(right) == 0;
      error(
          Code.ARITHMETIC,
          b.span(),
          zero ? "division by zero" : "the result is beyond 64 bits",
          zero ? "the divisor is " + right.text() : null);
      return null;
    }
  }

  private @Nullable Datum number(Datum value, Expression e) {
    Datum number = asNumber(value);
    if (number == null) {
      error(
          Code.WRONG_TYPE,
          e.span(),
          "arithmetic needs numbers, but this is " + value.kind() + " (" + value.text() + ")",
          null);
    }
    return number;
  }

  /**
   * The number that a value is, or null. Words may hold {@code /} and {@code -}, so that {@code
   * $size/2} is a word to the lexer; where a number is needed, it is a quotient.
   */
  @Nullable Datum asNumber(Datum value) {
    return switch (value) {
      case Datum.Whole w -> w;
      case Datum.Real r -> r;
      case Datum.Text t -> Literals.quotientOrDifference(t.value());
      default -> null;
    };
  }

  private static long whole(char operator, long l, long r) {
    return switch (operator) {
      case '+' -> Math.addExact(l, r);
      case '-' -> Math.subtractExact(l, r);
      case '*' -> Math.multiplyExact(l, r);
      case '/' -> Math.divideExact(l, r);
      default -> l % r;
    };
  }

  private static double real(char operator, double l, double r) {
    return switch (operator) {
      case '+' -> l + r;
      case '-' -> l - r;
      case '*' -> l * r;
      case '/' -> l / r;
      default -> l % r;
    };
  }

  static double real(Datum number) {
    return number instanceof Datum.Whole w ? w.value() : ((Datum.Real) number).value();
  }

  void error(Code code, Span span, String message, @Nullable String help) {
    diagnostics.add(Diagnostic.of(code, span, message).help(help));
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /** Whether the whole file was understood, so that what was not found is missing. */
  boolean readAll() {
    return unread.isEmpty();
  }

  /** Whether nothing in the file, read or not, looks like the definition of a name. */
  boolean isUndefined(String name) {
    return readAll() || missing("\\bname\\s*=\\s*\"?" + Pattern.quote(name) + "\\b");
  }

  private boolean isUnset(String name) {
    return readAll() || missing("\\$[{(]?" + Pattern.quote(name) + "[)}]?\\s*=");
  }

  private boolean missing(String pattern) {
    return missing.computeIfAbsent(pattern, p -> !Pattern.compile(p).matcher(unread).find());
  }

  /** The known name that was probably meant, or null; cheap when nobody would see it. */
  @Nullable String nearest(String name, Collection<String> known) {
    if (diagnostics.isFull() || name.length() > MAX_GUESSED) {
      return null;
    }
    return Nearest.to(
        name, known.stream().filter(k -> Math.abs(k.length() - name.length()) <= 3).toList());
  }
}
