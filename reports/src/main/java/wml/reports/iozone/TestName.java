package wml.reports.iozone;

/**
 * What a test is called in tables.
 *
 * @param upper first line of its column's head; may be empty
 * @param lower second line
 * @param report title of its block
 */
record TestName(String upper, String lower, String report) {
  static TestName of(String test) {
    return switch (test) {
      case "write" -> new TestName("", "write", "Writer");
      case "rewrite" -> new TestName("", "rewrite", "Re-writer");
      case "read" -> new TestName("", "read", "Reader");
      case "reread" -> new TestName("", "reread", "Re-reader");
      case "randomread" -> new TestName("random", "read", "Random read");
      case "randomwrite" -> new TestName("random", "write", "Random write");
      case "backwardread" -> new TestName("bkwd", "read", "Backward read");
      case "recordrewrite" -> new TestName("record", "rewrite", "Record rewrite");
      case "strideread" -> new TestName("stride", "read", "Stride read");
      case "fwrite" -> new TestName("", "fwrite", "Fwrite");
      case "frewrite" -> new TestName("", "frewrite", "Re-fwrite");
      case "fread" -> new TestName("", "fread", "Fread");
      case "freread" -> new TestName("", "freread", "Re-fread");
      default -> new TestName("", test, test);
    };
  }
}
