package wml.gate.command;

/** A target with a delay before each operation. */
final class Wrapped {
  private static final String FAULTY = "faulty";

  private Wrapped() {}

  /**
   * The text up to the delay itself.
   *
   * @param target such as {@code posix:async=auto}
   * @return empty if it can't be wrapped
   */
  static String text(String target) {
    int colon = target.indexOf(':');
    String name = colon < 0 ? target : target.substring(0, colon);
    if (name.isEmpty() || name.equals(FAULTY)) {
      return "";
    }
    String with = colon < 0 ? "" : ",with=" + target.substring(colon + 1).replace(',', ';');
    return FAULTY + ":target=" + name + with + ",ops=all,delayed=1,delay=";
  }
}
