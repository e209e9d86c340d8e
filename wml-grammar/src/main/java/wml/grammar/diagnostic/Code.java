package wml.grammar.diagnostic;

/**
 * Every kind of diagnostic: its number never changes its meaning. The catalogue page is generated
 * from this list.
 */
public enum Code {
  ILLEGAL_CHARACTER("WML0101", "A character that the language does not use outside strings."),
  UNTERMINATED_STRING("WML0102", "A string that starts and does not end."),
  SYNTAX("WML0103", "Something else was expected here."),
  NESTING("WML0104", "Blocks or parentheses nest too deeply, or do not match."),
  UNKNOWN_STATEMENT("WML0105", "No statement starts with this word."),
  MISSING_COMMA("WML0106", "Two attributes without a comma between them."),
  BAD_NUMBER("WML0107", "A number that can't be read: unknown unit, fraction, or too large."),
  UNREADABLE("WML0108", "A file that can't be read."),

  UNKNOWN_FLOWOP("WML0201", "No flowop and no composite flowop has this name."),
  UNKNOWN_ENTITY("WML0202", "Nothing of this kind can be defined or created."),
  UNKNOWN_ATTRIBUTE("WML0203", "The entity or flowop has no attribute of this name."),
  UNKNOWN_VARIABLE("WML0204", "A variable that nothing has set before its use."),
  UNKNOWN_FILESET("WML0205", "No file or fileset of this name is defined."),
  UNKNOWN_FLOWOP_NAME("WML0206", "No flowop is named so, or not one of the kind that is needed."),
  DUPLICATE_NAME("WML0207", "Two entities of one kind with the same name."),
  DUPLICATE_ATTRIBUTE(
      "WML0208", Severity.WARNING, "An attribute is given twice; the last one counts."),
  DUPLICATE_FLOWOP_NAME(
      "WML0209",
      Severity.WARNING,
      "Two flowops of a thread have the same name; results show the second as name#2."),
  MISSING_ATTRIBUTE("WML0210", "A required attribute is missing."),
  UNKNOWN_DISTRIBUTION("WML0211", "No distribution, or no parameter of it, has this name."),
  UNKNOWN_MODE("WML0212", "No mode, or no quit mode, has this name."),
  UNKNOWN_SETTING("WML0213", "A -D setting of a variable that the workload never uses."),
  UNSET_IN_TEXT(
      "WML0214", Severity.WARNING, "A printed text names a variable that nothing has set."),
  UNKNOWN_TYPE("WML0215", "No profile of a hypervisor or virtual machine has this name."),
  MISSING_PARAMETER("WML0216", "A parameter without a default that nobody gave a value."),
  UNKNOWN_TARGET("WML0217", "No target, or no option of it, has this name."),

  WRONG_TYPE("WML0301", "A value of the wrong type for its place."),
  OUT_OF_RANGE("WML0302", "A number outside the limits of its place."),
  ARITHMETIC("WML0303", "A division by zero, or a result beyond 64 bits."),
  BAD_TABLE("WML0304", "A table whose rows are malformed or whose percents do not add to 100."),
  BAD_DISTRIBUTION("WML0305", "Parameters that define no distribution."),
  EMPTY_FILESET("WML0306", "A fileset with neither files nor leaf directories."),
  BAD_PATH("WML0307", "A path or name that can't be used on a file system."),
  BAD_COMBINATION("WML0308", "Two attributes that contradict each other."),

  MISPLACED("WML0401", "A statement that makes no sense at this place."),
  EMPTY_BODY("WML0402", "A process without threads, or nothing to do where flowops belong."),
  RECURSION("WML0403", "A composite flowop or an included file that contains itself."),
  TOO_LARGE("WML0404", "More steps, threads or repetitions than the limit."),
  NOTHING_TO_RUN("WML0405", "A run without a process, or a file without any definition."),
  UNREACHABLE(
      "WML0406", Severity.WARNING, "Statements after quit, which are checked but never run."),
  PHASES("WML0407", "Phases of a run that are unknown, out of order, twice, or without measure."),
  GATE("WML0408", "Metrics of a gate that are missing, twice, too many, or measured by no run."),

  CAPABILITY("WML0501", "The chosen target can't do what the flowop or attribute needs."),

  IMPORT_SYNTAX("WML0701", "A line that a file to import can't have."),
  IMPORT_OPTION("WML0702", "An option that the imported format does not know."),
  IMPORT_VALUE("WML0703", "An option's value that can't be read, or one that is missing."),
  IMPORT_UNSUPPORTED("WML0704", "Something in a file to import that wml can't express."),
  IMPORT_DIFFERS(
      "WML0705", Severity.NOTE, "Imported, but it is not quite the same; the note says how."),

  LEGACY("WML0601", Severity.NOTE, "A form of Filebench 1.4; the note names today's form."),
  WITHOUT_EFFECT("WML0602", Severity.NOTE, "Accepted for compatibility; it has no effect."),
  IMPLIED_RUN("WML0603", Severity.NOTE, "A file without a run statement: one run is implied."),
  IMPLIED_FILESET(
      "WML0604",
      Severity.NOTE,
      "A fileset that leaves out where it stands, or which files exist; the note says what"
          + " counts."),
  EMPTY_MACHINE("WML0605", Severity.NOTE, "A virtual machine without a process."),
  OVERRIDDEN("WML0606", Severity.NOTE, "The command line replaces what the file says.");

  private final String id;
  private final Severity severity;
  private final String explanation;

  Code(String id, String explanation) {
    this(id, Severity.ERROR, explanation);
  }

  Code(String id, Severity severity, String explanation) {
    this.id = id;
    this.severity = severity;
    this.explanation = explanation;
  }

  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  /** One sentence for the catalogue. */
  public String explanation() {
    return explanation;
  }
}
