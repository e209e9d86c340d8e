package wml.lsp.cursor;

import java.util.List;
import java.util.Set;

/** What could stand at a place, judged by what stands in front of it. */
public sealed interface Context {
  /** Nothing that is known: inside a comment, or a name that is being made up. */
  record Free() implements Context {}

  /**
   * A statement.
   *
   * @param around what opened the block around it, the innermost first; empty outside of blocks
   */
  record StatementStart(List<Head> around) implements Context {}

  /** A variable, whose dollar sign is there. */
  record Variable() implements Context {}

  /** The word that says what is defined, called, created...: {@code flowop} READ. */
  record Subject(Head head) implements Context {}

  /**
   * The name of an attribute, or the first value of a function that takes some without names.
   *
   * @param given names that stand already
   */
  record AttributeName(Head head, Set<String> given) implements Context {}

  /**
   * A value.
   *
   * @param attribute whose, or "" where it is a part of an expression
   */
  record Value(Head head, String attribute) implements Context {}

  /**
   * A further word of a statement.
   *
   * @param words between the keyword and the place
   */
  record Argument(Head head, List<String> words) implements Context {}

  /**
   * What a place belongs to.
   *
   * @param keyword of the statement
   * @param subject the word behind it, or ""
   * @param function around the place: {@code randvar(...)}, or ""
   */
  record Head(String keyword, String subject, String function) {
    public static final Head NONE = new Head("", "", "");

    /** Whether it says something about a run's result. */
    public boolean isAboutRuns() {
      return keyword.equals("assert") || keyword.equals("gate");
    }
  }
}
