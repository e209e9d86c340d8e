package wml.reports.figure;

import java.util.List;

/**
 * Rows of values: a {@link Double} (NaN: not known), a {@link Long} or a {@link String} each.
 *
 * @param columns names with units, such as {@code median_bytes_per_s}
 * @param block the column whose change begins a new block of gnuplot's, -1: none
 */
public record Table(List<String> columns, List<List<Object>> rows, int block) {
  /** In one block. */
  public Table(List<String> columns, List<List<Object>> rows) {
    this(columns, rows, -1);
  }

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(row.size() + " values for " + columns);
      }
    }
  }

  /** RFC 4180, with a header; what is not known is empty. */
  public String csv() {
    StringBuilder out = new StringBuilder();
    line(out, columns, ",");
    for (List<Object> row : rows) {
      line(out, row.stream().map(Table::csv).toList(), ",");
    }
    return out.toString();
  }

  /** For gnuplot: blank-separated, strings quoted, what is not known as {@code NaN}. */
  public String dat() {
    StringBuilder out = new StringBuilder();
    line(out, columns, " ");
    Object last = null;
    for (List<Object> row : rows) {
      if (block >= 0 && last != null && !last.equals(row.get(block))) {
        out.append('\n');
      }
      last = block >= 0 ? row.get(block) : null;
      line(out, row.stream().map(Table::dat).toList(), " ");
    }
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells, String separator) {
    out.append(String.join(separator, cells)).append('\n');
  }

  private static String csv(Object value) {
    if (value instanceof Double number) {
      return number.isNaN() ? "" : number(number);
    }
    String text = value.toString();
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String dat(Object value) {
    return switch (value) {
      case Double number -> number.isNaN() ? "NaN" : number(number);
      case String text -> '"' + text.replace("\"", "'") + '"';
      default -> value.toString();
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
