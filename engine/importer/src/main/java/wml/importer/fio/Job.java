package wml.importer.fio;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One job with all that it inherits, its values read and its defaults filled in.
 *
 * @param section where it starts, for diagnostics
 * @param depth operations that a clone keeps under way
 */
record Job(
    String name,
    String description,
    Section section,
    int depth,
    Pattern pattern,
    Blocks blocks,
    JobFiles files,
    Extent extent,
    Timing timing,
    Syncs syncs,
    Workers workers) {

  /**
   * Which operations, and where.
   *
   * @param readPercent 0 to 100
   * @param randomPercent 0 to 100; 0 is sequential
   * @param offsets an expression for {@code offset=}, or null if random means uniform
   */
  record Pattern(int readPercent, int randomPercent, @Nullable String offsets) {
    boolean reads() {
      return readPercent > 0;
    }

    boolean writes() {
      return readPercent < 100;
    }

    boolean isMix() {
      return reads() && writes();
    }
  }

  /** How many bytes an operation moves. */
  sealed interface Block {
    /** Always the same. */
    record Fixed(long bytes) implements Block {}

    /** Evenly one of the multiples of {@code min} up to {@code max}. */
    record Range(long min, long max) implements Block {}

    /** One of some sizes. */
    record Split(List<Share> shares) implements Block {
      public Split {
        shares = List.copyOf(shares);
      }
    }

    /** A size and how often it is taken. */
    record Share(long bytes, int percent) {}
  }

  record Blocks(Block read, Block write) {}

  /** How the next file is chosen. */
  enum Service {
    ROUND_ROBIN,
    RANDOM,
    SEQUENTIAL
  }

  /**
   * The files of a clone.
   *
   * @param directory null if none is given
   * @param names what {@code filename} lists; empty if each clone has files of its own
   * @param count at least 1
   * @param bytes of each
   * @param exist whether they are there before the run, though nobody reads them
   */
  record JobFiles(
      @Nullable String directory,
      List<String> names,
      int count,
      long bytes,
      Service service,
      boolean exist) {
    boolean isShared() {
      return !names.isEmpty();
    }
  }

  /**
   * How much a clone does.
   *
   * @param bytes of one pass
   * @param given whether {@code io_size} says so; else each file is passed from start to end
   * @param most operations of a pass
   */
  record Extent(long bytes, boolean given, OptionalLong most, int loops) {}

  /**
   * @param runtimeNanos 0 for no limit
   * @param untilThen whether it goes on until the time is over, whatever it has done
   */
  record Timing(
      long runtimeNanos,
      boolean untilThen,
      long rampNanos,
      long delaySeconds,
      long thinkNanos,
      long thinkEvery) {}

  /**
   * @param every so many writes a sync; 0 for never
   * @param dataOnly whether that is fdatasync
   */
  record Syncs(long every, boolean dataOnly, boolean atEnd, boolean direct, boolean synchronous) {}

  /**
   * @param waits whether the jobs before it must have ended
   * @param waitFor the one job that must, or empty
   * @param ioPriority -1 for the default
   */
  record Workers(int clones, boolean waits, String waitFor, int nice, int ioPriority) {}
}
