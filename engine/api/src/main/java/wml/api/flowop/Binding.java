package wml.api.flowop;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.random.LongSource;
import wml.api.random.RandomStream;
import wml.api.random.RankSource;
import wml.api.source.SourcePosition;
import wml.api.target.FileSystemSession;

/**
 * What a flowop resolves itself from: its attributes and the thread it belongs to. Valid during
 * {@link FlowopType#bind} only; keep what it returns, not it.
 */
public interface Binding {
  SourcePosition position();

  /** Whether the run keeps Filebench's meaning where Filebench errs (random offsets, wrapping). */
  boolean compat();

  /** Whether the attribute was written, or only has its default. */
  boolean given(String attribute);

  boolean flag(String attribute);

  /** The value for the whole run; a random variable is drawn once. */
  long number(String attribute);

  /** The value per call; a random variable is drawn at each {@link LongSource#next}. */
  LongSource numbers(String attribute);

  /** Items drawn by an attribute's random variable; null if it has none. */
  @Nullable RankSource ranks(String attribute);

  /** The thread's part of the entries that all threads share whose flowops pick their own. */
  Part ownPart();

  /** The text, or "" by default. */
  String text(String attribute);

  /** The flowop's own random stream, unlike that of any other step or thread. */
  RandomStream random();

  /** Another stream of the flowop's own, for another use. */
  RandomStream random(String use);

  FileSystemSession session();

  /** The thread's open files. */
  OpenFiles openFiles();

  /** The fileset that the flowop names, or null if it names none. */
  @Nullable Fileset fileset();

  IoMemory memory();

  /** Whether some fileset of the machine is verified. */
  default boolean verifies() {
    return false;
  }

  /** Source of events; null if the workload has no eventgen. */
  @Nullable EventSource events();

  /** Where {@code block} waits: that of the block flowop of a name, of the machine's processes. */
  Rendezvous rendezvous(String flowopName);

  /** The semaphore of the semblock flowop of a name, shared by the machine's processes. */
  PostSemaphore semaphore(String flowopName);

  /** Counts of this thread's work so far. */
  Work ownWork();

  /** Counts of the work of all threads of this process. */
  Work processWork();

  /**
   * Counts of the work of the flowops of a name: in this thread if one has it, else in this process
   * if one has it, else anywhere on this machine.
   */
  Work workOf(String flowopName);

  /** Takes a sentence for the user, shown once. */
  void note(String sentence);

  /** Takes sentences for the user while the run goes on, each shown once. Not for hot code. */
  default Consumer<String> notes() {
    return this::note;
  }
}
