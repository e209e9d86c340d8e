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
import wml.grammar.syntax.Expression.Operator;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** Turns expressions into values. Everything wrong becomes a diagnostic and a null. */
final class Evaluator {
  /** Nobody misspells a longer name by three characters. */
  private static final int MAX_GUESSED = 100;

  private final Diagnostics diagnostics;

  /** Text of files with syntax errors. */
  private String unread;

  private boolean readAll;

  /** A file is missing: whatever looks unknown may stand in it. */
  private boolean fileMissing;

  private final LegacyCommands legacy;
  private final Map<String, String> process;

  /** Answers of {@link #isUndefined} and {@link #isUnset}: each costs a search of the file. */
  private final Map<String, Boolean> missing = new HashMap<>();

  /**
   * @param unread the text of the file if it has syntax errors, else empty: what looks unknown or
   *     missing may stand in a part that could not be read
   * @param process the environment of the process, for {@code env(NAME)}
   */
  Evaluator(Diagnostics diagnostics, String unread, Map<String, String> process) {
    this.process = process;
    this.diagnostics = diagnostics;
    this.unread = unread;
    this.readAll = unread.isEmpty();
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
              "units are k, m, g, t, p (powers of 1024), optionally with b or ib;"
                  + " of time ns, us, ms, s, min, h");
        }
        yield value;
      }
      case Expression.Text t -> text(t, scope);
      case Expression.Variable v -> variable(v, scope);
      case Expression.Binary b -> binary(b, scope);
      case Expression.Not n -> {
        Datum value = condition(n.operand(), scope);
        yield value == null ? null : new Datum.Flag(value.equals(new Datum.Flag(false)));
      }
      case Expression.Call c -> {
        Functions.Function function = Functions.find(c.function().text());
        if (function == null && Metrics.isMetric(c)) {
          error(
              Code.MISPLACED,
              c.span(),
              c.function().text() + "(...) is measured by a run: it has no value here",
              "write it in an assert behind a run");
          yield null;
        }
        yield function == null
            ? new Datum.Random(
                new RandomDefinition(
                    "", c.span(), c.function(), c.arguments(), c.attributes(), null))
            : call(c, function, scope);
      }
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
    if (b.operator() == Operator.AND || b.operator() == Operator.OR) {
      Datum left = condition(b.left(), scope);
      Datum right = condition(b.right(), scope);
      if (left == null || right == null) {
        return null;
      }
      Datum decisive = new Datum.Flag(b.operator() == Operator.OR);
      return left.equals(decisive) ? left : right;
    }
    Datum left = evaluate(b.left(), scope);
    Datum right = evaluate(b.right(), scope);
    if (left == null || right == null) {
      return null;
    }
    boolean text = b.operator() == Operator.SAME || b.operator() == Operator.DIFFERENT;
    left = text ? left : computed(left);
    right = text ? right : computed(right);
    try {
      Datum result = Arithmetic.apply(b.operator(), left, right);
      if (result == null) {
        mismatch(b, left, right);
      }
      return result;
    } catch (ArithmeticException e) {
      error(Code.ARITHMETIC, b.span(), String.valueOf(e.getMessage()), divisor(b, right));
      return null;
    }
  }

  private static @Nullable String divisor(Expression.Binary b, Datum right) {
    boolean divides = b.operator() == Operator.DIVIDE || b.operator() == Operator.REMAINDER;
    return divides && Arithmetic.real(right) == 0 ? "the divisor is " + right.text() : null;
  }

  private void mismatch(Expression.Binary b, Datum left, Datum right) {
    boolean leftIsNumber = Arithmetic.isNumber(left) || left instanceof Datum.Duration;
    Datum wrong = leftIsNumber ? right : left;
    boolean bothNumbers =
        leftIsNumber && (Arithmetic.isNumber(right) || right instanceof Datum.Duration);
    error(
        Code.WRONG_TYPE,
        bothNumbers ? b.span() : (leftIsNumber ? b.right() : b.left()).span(),
        bothNumbers
            ? "'%s' makes no sense between %s and %s"
                .formatted(b.operator().sign(), left.kind(), right.kind())
            : "arithmetic needs numbers, but this is " + wrong.kind() + " (" + wrong.text() + ")",
        bothNumbers ? "write durations with their unit, such as 5ms" : null);
  }

  /** The value of what must be true or false. */
  @Nullable Datum condition(Expression e, Scope scope) {
    Datum value = evaluate(e, scope);
    if (value != null && !(value instanceof Datum.Flag)) {
      error(
          Code.WRONG_TYPE,
          e.span(),
          "this must be true or false, but it is " + value.kind() + " (" + value.text() + ")",
          "compare it with something: ==, !=, <, <=, >, >=");
      return null;
    }
    return value;
  }

  private @Nullable Datum call(Expression.Call c, Functions.Function function, Scope scope) {
    int given = c.arguments().size();
    if (!c.attributes().isEmpty() || given < function.least() || given > function.most()) {
      error(
          Code.WRONG_TYPE,
          c.span(),
          "%s takes %s".formatted(function.name(), function.synopsis()),
          function.doc());
      return null;
    }
    if (function.name().equals("if")) { // what is not chosen may divide by zero
      Datum condition = condition(c.arguments().get(0), scope);
      boolean chosen = new Datum.Flag(true).equals(condition);
      return condition == null ? null : evaluate(c.arguments().get(chosen ? 1 : 2), scope);
    }
    List<Datum> values = new ArrayList<>();
    for (Expression argument : c.arguments()) {
      Datum value = evaluate(argument, scope);
      if (value == null) {
        return null;
      }
      values.add(function.name().equals("env") ? value : computed(value));
    }
    try {
      Datum result = Functions.apply(function, values, process);
      if (result == null && function.name().equals("env")) {
        error(
            Code.UNKNOWN_VARIABLE,
            c.span(),
            "the environment has no variable " + values.get(0).text(),
            "export it, or give a default: env(" + values.get(0).text() + ", default)");
      } else if (result == null) {
        error(
            Code.WRONG_TYPE,
            c.span(),
            "%s makes no sense of %s"
                .formatted(
                    function.name(), String.join(", ", values.stream().map(Datum::kind).toList())),
            function.synopsis() + ": " + function.doc());
      }
      return result;
    } catch (ArithmeticException e) {
      error(Code.ARITHMETIC, c.span(), String.valueOf(e.getMessage()), null);
      return null;
    }
  }

  private Datum computed(Datum value) {
    Datum number = asNumber(value);
    return number == null ? value : number;
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

  void error(Code code, Span span, String message, @Nullable String help) {
    diagnostics.add(Diagnostic.of(code, span, message).help(help));
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /** Whether the whole file was understood, so that what was not found is missing. */
  boolean readAll() {
    return readAll;
  }

  /** Tells of another file that was not understood. */
  void unread(String text) {
    unread = unread + "\n" + text;
    readAll = false;
    missing.clear();
  }

  /** Tells of a file that is not there. */
  void fileMissing() {
    fileMissing = true;
    readAll = false;
  }

  /** Whether nothing in the file, read or not, looks like the definition of a name. */
  boolean isUndefined(String name) {
    return readAll() || missing("\\bname\\s*=\\s*\"?" + Pattern.quote(name) + "\\b");
  }

  private boolean isUnset(String name) {
    return readAll() || missing("\\$[{(]?" + Pattern.quote(name) + "[)}]?\\s*=");
  }

  private boolean missing(String pattern) {
    return !fileMissing
        && missing.computeIfAbsent(pattern, p -> !Pattern.compile(p).matcher(unread).find());
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
