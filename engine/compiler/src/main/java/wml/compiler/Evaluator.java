package wml.compiler;

import java.util.ArrayList;
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

/** Turns expressions into values. Everything wrong becomes a diagnostic and a null. */
final class Evaluator {
  private final Diagnostics diagnostics;
  private final String unread;

  /**
   * @param unread the text of the file if it has syntax errors, else empty: what looks unknown or
   *     missing may stand in a part that could not be read
   */
  Evaluator(Diagnostics diagnostics, String unread) {
    this.diagnostics = diagnostics;
    this.unread = unread;
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
      if (isUnset(v.name())) {
        List<String> known = new ArrayList<>();
        scope.names().forEach(known::add);
        String nearest = Nearest.to(v.name(), known);
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
    if (v.attribute().isEmpty()) {
      return value;
    }
    if (!(value instanceof Datum.Random random)) {
      return new Datum.Text(value.text() + "." + v.attribute());
    }
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
    if (!isNumber(left, b.left()) || !isNumber(right, b.right())) {
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

  private boolean isNumber(Datum value, Expression e) {
    if (value instanceof Datum.Whole || value instanceof Datum.Real) {
      return true;
    }
    error(
        Code.WRONG_TYPE,
        e.span(),
        "arithmetic needs numbers, but this is " + value.kind() + " (" + value.text() + ")",
        value.text().matches("[0-9]+[-/+][0-9]+") ? "put blanks around the operator" : null);
    return false;
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
    return readAll()
        || !Pattern.compile("\\bname\\s*=\\s*\"?" + Pattern.quote(name) + "\\b")
            .matcher(unread)
            .find();
  }

  private boolean isUnset(String name) {
    return readAll()
        || !Pattern.compile("\\$[{(]?" + Pattern.quote(name) + "[)}]?\\s*=").matcher(unread).find();
  }

  /** Parameters of a composite flowop: each an expression in the scope of the caller. */
  record Parameters(Map<String, Argument> arguments, Scope outer, Evaluator evaluator)
      implements Scope {
    /** An expression and where its variables are looked up. */
    record Argument(Expression value, Scope scope) {}

    @Override
    public @Nullable Datum lookUp(Expression.Variable variable) {
      Argument argument = arguments.get(variable.name());
      return argument != null
          ? evaluator.evaluate(argument.value(), argument.scope())
          : outer.lookUp(variable);
    }

    @Override
    public Iterable<String> names() {
      List<String> all = new ArrayList<>(arguments.keySet());
      outer.names().forEach(all::add);
      return all;
    }
  }
}
