package wml.reports.figure;

import wml.reports.drawing.Drawing;

/** What some results say, independent of size and format. Immutable; any thread. */
public interface Figure {
  /** The file's name without its ending: lower case letters, digits and hyphens. */
  String name();

  /** A few words, for captions and readers of screens. */
  String title();

  /**
   * Sentences for a caption: what is shown, n, and the meaning of bars and bands. Without the
   * provenance, which {@link Provenance} adds.
   */
  String meaning();

  /** The same figure and style give the same drawing. */
  Drawing draw(Style style);

  /** All that is shown, in long form: a row per value. */
  Table data();

  /**
   * A gnuplot script that draws about the same from the table.
   *
   * @param table name of a file with {@link #data}, blank-separated, a header line first, strings
   *     quoted, what is not known as {@code NaN}
   */
  String gnuplot(String table);
}
