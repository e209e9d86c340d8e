package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import wml.api.random.Distribution.Tabular;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;

/** Reads tables of percents and ranges. */
record TableReader(Evaluator evaluator, Scope scope) {
  /**
   * The rows, whose percents add to 100; null after a diagnostic.
   *
   * @param isPercent what may stand in the first column
   * @param isValue what may stand in the others
   */
  @Nullable List<Tabular.Row> rows(
      Expression.Table table, Predicate<Datum> isPercent, Predicate<Datum> isValue) {
    List<Tabular.Row> out = new ArrayList<>();
    long percents = 0;
    for (List<Expression> row : table.rows()) {
      double[] values = new double[3];
      for (int i = 0; i < row.size() && i < 3; i++) {
        Datum value = evaluator.evaluate(row.get(i), scope);
        if (value == null || !(i == 0 ? isPercent : isValue).test(value)) {
          if (value != null) {
            evaluator.error(
                Code.BAD_TABLE,
                row.get(i).span(),
                "a table holds numbers, not " + value.kind(),
                null);
          }
          return null;
        }
        values[i] =
            i == 0 && value instanceof Datum.Percent p ? p.percent() : Arithmetic.real(value);
      }
      boolean percent = values[0] >= 0 && values[0] <= 100 && values[0] == Math.rint(values[0]);
      if (row.size() != 3 || !percent || values[1] > values[2]) {
        Span span = row.isEmpty() ? table.span() : row.get(0).span();
        evaluator.error(
            Code.BAD_TABLE,
            span,
            "a row is {percent, min, max} with a whole percent and min <= max",
            null);
        return null;
      }
      percents += (long) values[0];
      if (values[0] > 0) {
        out.add(new Tabular.Row((int) values[0], values[1], values[2]));
      }
    }
    if (percents != 100) {
      evaluator.error(
          Code.BAD_TABLE, table.span(), "the percents add to " + percents + ", not to 100", null);
      return null;
    }
    return out;
  }
}
