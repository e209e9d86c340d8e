package wml.lsp.index;

import java.util.List;

/**
 * What an occurrence names; equal names are the same thing.
 *
 * @param scope the composite flowop whose parameter it is, or "" for what the whole file sees
 * @param text without a dollar sign
 */
public record Name(Kind kind, String scope, String text) {
  /** What can be named, and thus renamed. */
  public enum Kind {
    VARIABLE("variable"),
    FILESET("fileset"),
    COMPOSITE("composite flowop"),
    FLOWOP("flowop"),
    PROCESS("process"),
    THREAD("thread"),
    HYPERVISOR("hypervisor"),
    MACHINE("virtual machine");

    /** What an assertion may be about; of two with one name the first counts. */
    public static final List<Kind> MEASURED = List.of(FLOWOP, THREAD, PROCESS, MACHINE);

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  static Name of(Kind kind, String text) {
    return new Name(kind, "", text);
  }

  /** As a file would write it. */
  public String written() {
    return kind == Kind.VARIABLE ? "$" + text : text;
  }
}
