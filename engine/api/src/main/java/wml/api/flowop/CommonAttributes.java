package wml.api.flowop;

import java.util.List;
import wml.api.target.Capability;

/**
 * The attributes that flowops share. Every flowop accepts {@link #ALL}, as in Filebench; a
 * signature lists those that have an effect on it.
 */
public final class CommonAttributes {
  /** One more than the highest slot of a thread's file table; a limit, not a cost. */
  public static final int MAX_SLOTS = 1024;

  public static final Attribute NAME =
      Attribute.text("name", null, "names the flowop in results; others refer to it by this name");
  public static final Attribute ITERS =
      Attribute.number("iters", 1, "how often the flowop runs before the next one");
  public static final Attribute FILESET =
      Attribute.text("filesetname", "", "the fileset or file to work on").alias("filename");
  public static final Attribute FD =
      Attribute.number("fd", 0, 0, MAX_SLOTS - 1, "slot of the thread's table of open files");
  public static final Attribute SOURCE_FD =
      Attribute.number(
          "srcfd", 0, 0, MAX_SLOTS - 1, "slot of the file whose size a whole-file write takes");
  public static final Attribute IO_SIZE =
      Attribute.number("iosize", 0, 0, Integer.MAX_VALUE - 8, "bytes per call");
  public static final Attribute WORKING_SET =
      Attribute.number("workingset", 0, "bytes of the file that offsets come from; 0 for all");
  public static final Attribute RANDOM =
      Attribute.flag("random", "random offsets, multiples of iosize");
  public static final Attribute DSYNC =
      Attribute.flag("dsync", "opens the file with O_SYNC")
          .needing(Capability.SynchronousWrites.class);
  public static final Attribute DIRECT =
      Attribute.flag("directio", "opens the file with O_DIRECT").needing(Capability.DirectIo.class);
  public static final Attribute NO_READ_AHEAD =
      Attribute.flag("noreadahead", "turns read-ahead off for the file opened")
          .needing(Capability.ReadAheadControl.class);
  public static final Attribute OPEN_NEXT =
      Attribute.flag("opennext", "takes the thread's next slot, keeping up to 128 files open");
  public static final Attribute INDEXED =
      Attribute.number("indexed", 0, "picks the file near this index instead of the next one");
  public static final Attribute VALUE =
      Attribute.number("value", 0, "the flowop's number: a count, seconds, or bytes");
  public static final Attribute TARGET =
      Attribute.text("target", "", "name of the flowop that this one acts on or counts");
  public static final Attribute BLOCKING =
      Attribute.flag("blocking", "waits while the target holds highwater posts");
  public static final Attribute HIGH_WATER =
      Attribute.number("highwater", 1, "posts that may be pending before blocking posters wait");
  public static final Attribute ON_ERROR =
      Attribute.choice(
          "onerror", List.of("abort", "continue", "retry"), "what a failed call does to the run");
  public static final Attribute THINK =
      Attribute.duration("think", "pause after each operation, not timed");
  public static final Attribute RATE =
      Attribute.rate(
          "rate",
          "operations per second of all instances together, whatever becomes of those before;"
              + " what is late follows at once");
  public static final Attribute ARRIVALS =
      Attribute.choice(
          "arrivals",
          List.of("constant", "poisson", "bursty", "replay"),
          "how operations with a rate are spread over time");
  public static final Attribute BURST =
      Attribute.number(
          "burst", 0, 1, 1_000_000_000, "with arrivals=bursty: operations that start at once");
  public static final Attribute CURVE =
      Attribute.text(
          "curve",
          "",
          "with arrivals=replay: a file of lines SECONDS,RATE, linear between them; the first and"
              + " the last rate hold before and after");

  /** Of flowops, threads and processes: when operations start. */
  public static final List<Attribute> PACE = List.of(RATE, ARRIVALS, BURST, CURVE);

  public static final List<Attribute> ALL =
      List.of(
          NAME,
          ITERS,
          FILESET,
          FD,
          SOURCE_FD,
          IO_SIZE,
          WORKING_SET,
          RANDOM,
          DSYNC,
          DIRECT,
          NO_READ_AHEAD,
          OPEN_NEXT,
          INDEXED,
          VALUE,
          TARGET,
          BLOCKING,
          HIGH_WATER,
          ON_ERROR,
          THINK,
          RATE,
          ARRIVALS,
          BURST,
          CURVE);

  /** Of flowops with random offsets only. */
  public static final Attribute OFFSET =
      Attribute.number(
              "offset",
              0,
              "where in the file: a byte, or a distribution over its blocks of iosize, which"
                  + " implies random")
          .ranking();

  /** Of flowops that take entries of a fileset only. */
  public static final Attribute PICK =
      Attribute.choice(
              "pick",
              List.of(Pick.ROUND_ROBIN, Pick.RANDOM, Pick.OWN),
              "which file, and that anew at each call; own: of the thread's own part of the"
                  + " fileset")
          .ranking();

  /** The words of {@link #PICK}. */
  public static final class Pick {
    public static final String ROUND_ROBIN = "roundrobin";
    public static final String RANDOM = "random";
    public static final String OWN = "own";

    private Pick() {}
  }

  private CommonAttributes() {}
}
