package wml.reports.chart;

import wml.reports.figure.Figure;

/** A figure whose words and script are held as such. */
interface Chart extends Figure {
  ChartText text();

  /** The script without the name of its table. */
  Gnuplot gnuplot();

  @Override
  default String name() {
    return text().name();
  }

  @Override
  default String title() {
    return text().title();
  }

  @Override
  default String meaning() {
    return text().meaning();
  }

  @Override
  default String gnuplot(String table) {
    return gnuplot().script(table);
  }
}
