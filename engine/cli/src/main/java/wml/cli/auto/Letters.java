package wml.cli.auto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wml.api.result.TestGrid.Unit;
import wml.api.units.Nearest;
import wml.api.units.Sizes;

/**
 * iozone's letters, with the meaning that its manual gives them. Those that can't be honoured are
 * refused with a remedy.
 */
public final class Letters {
  private static final long USUAL_CACHE_BYTES = 64 << 20;
  private static final int MOST_THREADS = 10_000;

  /** Letters of iozone's manual that are not ours, and what to do instead. */
  private static final Map<Character, String> REMEDIES =
      Map.ofEntries(
          Map.entry('A', "write -a -z, which has all records too"),
          Map.entry('B', "mapped files are the flowops mmapread and mmapwrite of a workload"),
          Map.entry('C', "results.json has the times of all threads"),
          Map.entry('d', "threads start together"),
          Map.entry(
              'D', "mapped files are the flowops mmapread, mmapwrite and msync of a workload"),
          Map.entry('E', "the tests write and read at offsets already: leave it out"),
          Map.entry('F', "threads have files of their own already: leave it out"),
          Map.entry(
              'G', "mapped files are the flowops mmapread, mmapwrite and msync of a workload"),
          Map.entry('H', "asynchronous reads are iodepth= of the flowop read in a workload"),
          Map.entry('j', "the stride is 17 records; other strides are offset= in a workload"),
          Map.entry('J', "time to compute is think= of a flowop in a workload"),
          Map.entry('k', "asynchronous writes are iodepth= of the flowop write in a workload"),
          Map.entry('K', "other random orders are offset= with a distribution in a workload"),
          Map.entry('l', "write -t N for each number of threads"),
          Map.entry('L', "lines of the processor's caches need no setting: leave it out"),
          Map.entry('m', "more memory is memsize= of a thread in a workload"),
          Map.entry('M', "results.json describes the machine: leave it out"),
          Map.entry('P', "bind the whole command: taskset -c 0 ./wml auto"),
          Map.entry('Q', "results.json has a histogram of each test"),
          Map.entry('S', "-p finds out how large the processor's caches are: leave it out"),
          Map.entry('T', "threads are threads already: leave it out"),
          Map.entry('u', "write -t N for each number of threads"),
          Map.entry('v', "wml --version shows versions"),
          Map.entry('V', "data is verified by verify=crc32c of a fileset in a workload"),
          Map.entry('w', "files are removed within each cell, for that is measured alike"),
          Map.entry('W', "locks are the flowops lock and unlock of a workload"),
          Map.entry('x', "all threads do all of their file already: leave it out"),
          Map.entry('X', "recorded sequences are arrivals=replay in a workload"),
          Map.entry('Y', "recorded sequences are arrivals=replay in a workload"),
          Map.entry('Z', "mapped files are the flowops mmapread and mmapwrite of a workload"));

  private static final List<String> LONG =
      List.of(
          "--target",
          "--dir",
          "--out",
          "--json",
          "--compat",
          "--seed",
          "--until-ci",
          "--repeats",
          "--refine",
          "--quiet",
          "--help");

  @Option(names = "-a", description = "files of 64k to 512m, records of 4k to 16m; also without it")
  private boolean automatic;

  @Option(names = "-c", description = "the close is timed too")
  private boolean close;

  @Option(names = "-e", description = "a flush (fsync) is timed too")
  private boolean flush;

  @Option(names = "-I", description = "O_DIRECT, if the target can; not in tests that begin with f")
  private boolean direct;

  @Option(names = "-o", description = "O_SYNC")
  private boolean sync;

  @Option(names = "-O", description = "shows operations per second")
  private boolean operations;

  @Option(names = "-N", description = "shows microseconds per operation")
  private boolean micros;

  @Option(names = "-z", description = "records below 64k also in files above 16m")
  private boolean allRecords;

  @Option(names = "-p", description = "empties the processor's caches before each test")
  private boolean purge;

  @Option(names = "-R", description = "also shows a block per test, for spreadsheets")
  private boolean blocks;

  @Option(names = "-+u", description = "also shows the processor time of each test, in percent")
  private boolean cpu;

  @Option(names = "-n", paramLabel = "SIZE", description = "smallest file")
  private @Nullable String minFile;

  @Option(names = "-g", paramLabel = "SIZE", description = "largest file")
  private @Nullable String maxFile;

  @Option(names = "-y", paramLabel = "SIZE", description = "smallest record")
  private @Nullable String minRecord;

  @Option(names = "-q", paramLabel = "SIZE", description = "largest record")
  private @Nullable String maxRecord;

  @Option(names = "-s", paramLabel = "SIZE", description = "file size, instead of -n and -g")
  private List<String> files = new ArrayList<>();

  @Option(names = "-r", paramLabel = "SIZE", description = "record size, instead of -y and -q")
  private List<String> records = new ArrayList<>();

  @Option(
      names = "-i",
      paramLabel = "TEST",
      description =
          "0 write and rewrite, 1 read, 2 random, 3 backward, 4 record rewrite, 5 stride, 6 fwrite,"
              + " 7 fread; several times (default: all)")
  private List<Integer> tests = new ArrayList<>();

  @Option(
      names = "-t",
      paramLabel = "N",
      description = "N threads, each with a file of its own (-s 512k and -r 4k unless given)")
  private @Nullable Integer threads;

  @Option(names = "-f", paramLabel = "PATH", description = "where the file goes, instead of --dir")
  private @Nullable Path file;

  @Option(names = "-b", paramLabel = "FILE.xlsx", description = "writes a spreadsheet")
  private @Nullable Path sheet;

  @Option(
      names = "-U",
      paramLabel = "MOUNT",
      description = "mounts this file system of /etc/fstab anew before each test; as root")
  private @Nullable Path mount;

  /** For picocli. */
  public Letters() {}

  /**
   * Refuses what is no letter of ours, and what excludes each other.
   *
   * @param others what was neither a letter nor an option
   * @throws IllegalArgumentException with a remedy
   */
  public void check(List<String> others) {
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(unknown(others.getFirst()));
    }
    if (operations && micros) {
      throw new IllegalArgumentException("-O and -N show different units; leave one out");
    }
    if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
      throw new IllegalArgumentException("-t " + threads + ": 1 to " + MOST_THREADS + " threads");
    }
    if (automatic && threads != null) {
      throw new IllegalArgumentException(
          "-a is about one thread; leave it out: -t N measures one cell, or those of -s and -r");
    }
    Path book = sheet;
    if (book != null) {
      if (!book.toString().endsWith(".xlsx")) {
        throw new IllegalArgumentException(
            "-b " + book + ": it is an Office Open XML workbook; call it NAME.xlsx");
      }
      Path folder = book.toAbsolutePath().getParent();
      if (Files.isDirectory(book) || folder == null || !Files.isWritable(folder)) {
        throw new IllegalArgumentException(
            "-b " + book + ": can't be written; name a file in a directory that exists");
      }
    }
    if (!files.isEmpty() && (minFile != null || maxFile != null)) {
      throw new IllegalArgumentException("-s is one file size, -n and -g are the ends of many");
    }
    if (!records.isEmpty() && (minRecord != null || maxRecord != null)) {
      throw new IllegalArgumentException("-r is one record size, -y and -q are the ends of many");
    }
  }

  private static String unknown(String word) {
    if (word.startsWith("--")) {
      return "there is no option '" + word + "'" + Nearest.hint(word, LONG);
    }
    if (word.startsWith("-+")) {
      return "of iozone's letters after -+ only -+u is known here, not '" + word + "'";
    }
    if (!word.startsWith("-") || word.length() < 2) {
      return "'" + word + "' is no option; wml auto takes iozone's letters, such as -a -g 64m";
    }
    String remedy = REMEDIES.get(word.charAt(1));
    return remedy == null
        ? "there is no letter -"
            + word.charAt(1)
            + "; those of iozone that there are: -a -c -e -I -o -O -N -z -g -n -y -q -i -r -s -U -p"
            + " -R -b -f -t -+u"
        : "-" + word.charAt(1) + " is not for wml auto: " + remedy;
  }

  /** The part of the matrix. */
  List<Bounds> bounds() {
    Map<Character, String> ends = new LinkedHashMap<>();
    put(ends, 'n', minFile);
    put(ends, 'g', maxFile);
    put(ends, 'y', minRecord);
    put(ends, 'q', maxRecord);
    boolean single = threads != null;
    return Bounds.of(
        ends,
        single && files.isEmpty() && minFile == null && maxFile == null ? List.of("512") : files,
        single && records.isEmpty() && minRecord == null && maxRecord == null
            ? List.of("4")
            : records,
        allRecords);
  }

  private static void put(Map<Character, String> ends, char letter, @Nullable String text) {
    if (text != null) {
      ends.put(letter, text);
    }
  }

  /**
   * Everything about the measurement.
   *
   * @param directsWell whether the target has O_DIRECT
   */
  public AutoSettings settings(
      boolean directsWell, boolean compat, String place, long seed, String fileName) {
    Map<String, String> timing = new LinkedHashMap<>();
    timing.put("file", fileName);
    timing.put("flush", Boolean.toString(flush));
    timing.put("close", Boolean.toString(close));
    timing.put("direct", Boolean.toString(direct && directsWell));
    timing.put("sync", Boolean.toString(sync));
    timing.put("purge", Long.toString(purge ? cacheBytes() : 0));
    timing.put("stride", compat ? "gaps" : "stride");
    timing.put("spot", compat ? "first" : "spot");
    timing.put("threads", Integer.toString(threads == null ? 1 : threads));
    return new AutoSettings(
        bounds(),
        timing,
        AutoTest.of(tests),
        threads != null || mount != null || cpu,
        threads == null ? 1 : threads,
        operations
            ? Unit.OPERATIONS_PER_SECOND
            : micros ? Unit.MICROS_PER_OPERATION : Unit.KB_PER_SECOND,
        cpu,
        place,
        seed,
        mount == null ? null : mount.toString());
  }

  /** Of the largest cache, so that nothing else is left in it. */
  private static long cacheBytes() {
    try (Stream<Path> caches = Files.list(Path.of("/sys/devices/system/cpu/cpu0/cache"))) {
      long largest = 0;
      for (Path cache : caches.toList()) {
        Path size = cache.resolve("size");
        if (Files.isReadable(size)) {
          largest = Math.max(largest, Sizes.parse(Files.readString(size).strip()));
        }
      }
      return largest == 0 ? USUAL_CACHE_BYTES : largest;
    } catch (IOException | IllegalArgumentException e) {
      return USUAL_CACHE_BYTES;
    }
  }

  /** What was asked for, in words, for the heading. */
  public List<String> words(boolean directsWell) {
    List<String> words = new ArrayList<>();
    if (flush) {
      words.add("flush (fsync) timed");
    }
    if (close) {
      words.add("close timed");
    }
    if (direct) {
      words.add(directsWell ? "O_DIRECT" : "no O_DIRECT, which the target doesn't have");
    }
    if (sync) {
      words.add("O_SYNC");
    }
    if (purge) {
      words.add("processor caches emptied");
    }
    if (mount != null) {
      words.add(mount + " mounted anew before each test");
    }
    if (threads != null) {
      words.add(threads + (threads == 1 ? " thread" : " threads together"));
    }
    return words;
  }

  public boolean wantsDirect() {
    return direct;
  }

  public boolean wantsBlocks() {
    return blocks;
  }

  public @Nullable Path sheet() {
    return sheet;
  }

  public @Nullable Path file() {
    return file;
  }

  public @Nullable Path mount() {
    return mount;
  }
}
