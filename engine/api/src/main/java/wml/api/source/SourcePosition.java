package wml.api.source;

/**
 * Where something stands in a workload file.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters
 * @param lineText the line, without its end
 * @param width how many characters it spans on that line, at least 1
 */
public record SourcePosition(String file, int line, int column, String lineText, int width) {
  /** For what no file says. */
  public static final SourcePosition NONE = new SourcePosition("", 0, 0, "", 1);

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
