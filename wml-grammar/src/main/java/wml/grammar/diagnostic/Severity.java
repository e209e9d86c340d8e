package wml.grammar.diagnostic;

/** How much a diagnostic matters. */
public enum Severity {
  /** Nothing runs. */
  ERROR("error"),
  /** It runs, perhaps not as meant. */
  WARNING("warning"),
  /** Good to know. */
  NOTE("note");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
