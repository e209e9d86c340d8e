package wml.api.flowop;

import java.util.List;
import java.util.Set;
import wml.api.target.Capability;

/**
 * What the language knows of a flowop; documentation and completion are generated from it.
 *
 * @param attributes those with an effect here; every flowop also takes {@link CommonAttributes}
 * @param needs what a target must offer
 * @param effect what a call does to its fileset's population
 * @param example a flowop statement that can be run inside a thread on a fileset named {@code data}
 */
public record Signature(
    String keyword,
    Category category,
    Direction direction,
    String doc,
    List<Attribute> attributes,
    Set<Class<? extends Capability>> needs,
    Effect effect,
    String example) {
  public Signature {
    attributes = List.copyOf(attributes);
    needs = Set.copyOf(needs);
  }

  /** Which operations the I/O summary counts. */
  public enum Category {
    IO,
    AIO,
    SYNC,
    OTHER;

    /** IO and AIO make up the summary. */
    public boolean countsAsIo() {
      return this == IO || this == AIO;
    }
  }

  /** Which way the data goes. */
  public enum Direction {
    READ,
    WRITE,
    NONE
  }

  /** What a call does to the entries of its fileset; used to tell waiting from running dry. */
  public enum Effect {
    NONE,
    CREATES_FILE,
    DELETES_FILE,
    /** Gives an existing file a name that is missing. */
    RENAMES_FILE,
    CREATES_DIRECTORY,
    DELETES_DIRECTORY
  }
}
