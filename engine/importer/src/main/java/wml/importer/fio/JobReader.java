package wml.importer.fio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import wml.api.units.Nearest;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.importer.fio.Job.Extent;
import wml.importer.fio.Job.JobFiles;
import wml.importer.fio.Job.Service;
import wml.importer.fio.Job.Syncs;
import wml.importer.fio.Job.Timing;
import wml.importer.fio.Job.Workers;
import wml.importer.fio.Section.Setting;

/** Makes jobs of sections: inheritance, values, defaults, and what is unsupported. */
final class JobReader {
  private static final long MICROSECOND = 1_000;
  private static final long SECOND = 1_000_000_000;
  private static final int MOST_CLONES = 100_000;

  /** As many as the language takes. */
  private static final int MOST_UNDER_WAY = 4096;

  /** A thread's file table rotates through so many slots. */
  private static final int MOST_FILES = 128;

  private static final List<String> SYNCHRONOUS =
      List.of("psync", "sync", "vsync", "pvsync", "pvsync2", "mmap");
  private static final List<String> ASYNCHRONOUS = List.of("libaio", "io_uring", "posixaio");

  private final Section section;
  private final Map<String, Setting> settings;
  private final Values values;

  private JobReader(Section section, Map<String, Setting> settings, Diagnostics diagnostics) {
    this.section = section;
    this.settings = settings;
    Setting base = settings.get("kb_base");
    boolean binary = base == null || !"1000".equals(base.value());
    this.values = new Values(diagnostics, binary);
    if (base != null) {
      values.word(base, List.of("1024", "1000"));
    }
  }

  /** The jobs in the order of the file; with errors, some may be missing or odd. */
  static List<Job> read(List<Section> sections, Diagnostics diagnostics) {
    Map<String, Setting> globals = new LinkedHashMap<>();
    List<Job> jobs = new ArrayList<>();
    for (Section section : sections) {
      Map<String, Setting> own = section.isGlobal() ? globals : new LinkedHashMap<>(globals);
      for (Setting setting : section.settings()) {
        FioOption option = option(setting, diagnostics);
        if (option != null) {
          own.put(option.name(), setting);
        }
      }
      if (!section.isGlobal()) {
        jobs.add(new JobReader(section, own, diagnostics).job());
      }
    }
    return jobs;
  }

  /** Null, and reported, unless it becomes a part of the workload. */
  private static @Nullable FioOption option(Setting setting, Diagnostics diagnostics) {
    FioOption option = FioOptions.find(setting.name());
    if (option == null) {
      String hint = Nearest.hint(setting.name(), FioOptions.names());
      diagnostics.add(
          Diagnostic.of(
                  Code.IMPORT_OPTION,
                  setting.nameSpan(),
                  "fio has no option '" + setting.name() + "'" + hint)
              .help("the page of wml import lists fio's options"));
      return null;
    }
    switch (option.support()) {
      case MAPPED -> {
        return option;
      }
      case WITHOUT_EFFECT ->
          diagnostics.add(
              Diagnostic.of(
                      Code.WITHOUT_EFFECT,
                      setting.place(),
                      "'" + setting.name() + "' changes no operation")
                  .help(option.doc()));
      case UNSUPPORTED ->
          diagnostics.add(
              Diagnostic.of(
                      Code.IMPORT_UNSUPPORTED,
                      setting.place(),
                      "'" + setting.name() + "' can't be expressed: " + option.doc())
                  .help("remove it if the job makes sense without"));
    }
    return null;
  }

  private Job job() {
    PatternReader patterns = new PatternReader(settings, values);
    Job.Pattern pattern = patterns.pattern();
    Job.Blocks blocks = patterns.blocks();
    JobFiles files = files(pattern);
    int depth = depth(blocks, pattern);
    Setting name = settings.get("name");
    Setting description = settings.get("description");
    return new Job(
        name == null ? section.name() : values.text(name),
        description == null ? "" : values.text(description),
        section,
        depth,
        pattern,
        blocks,
        files,
        extent(files),
        timing(),
        syncs(pattern),
        workers());
  }

  private JobFiles files(Job.Pattern pattern) {
    List<String> names = new ArrayList<>();
    Setting filename = settings.get("filename");
    if (filename != null) {
      for (String name : values.text(filename).split("(?<!\\\\):")) {
        names.add(name.replace("\\:", ":"));
      }
      if (names.stream().anyMatch(n -> n.equals("-") || n.startsWith("/dev/"))) {
        values.unsupported(
            filename,
            "wml works on files that it makes, not on devices or streams",
            "name a regular file");
      }
    }
    Setting given = settings.get("nrfiles");
    int count = names.isEmpty() ? (int) values.count(given, 1, 1, Integer.MAX_VALUE) : names.size();
    Service service = service(count, pattern);
    if (given != null && names.isEmpty() && count > MOST_FILES && service == Service.ROUND_ROBIN) {
      values.unsupported(
          given,
          "a thread goes round at most " + MOST_FILES + " open files",
          "write file_service_type=random or sequential, or fewer files");
    }
    Setting open = settings.get("openfiles");
    if (open != null && values.count(open, count, 1, Integer.MAX_VALUE) < count) {
      values.unsupported(open, "wml keeps all " + count + " files of a job open", "remove it");
    }
    Setting directory = settings.get("directory");
    return new JobFiles(
        directory == null ? null : values.text(directory),
        names,
        count,
        fileBytes(count),
        service,
        values.flag(settings.get("overwrite")));
  }

  private long fileBytes(int count) {
    Setting filesize = settings.get("filesize");
    Setting size = settings.get("size");
    if (filesize != null && values.text(filesize).matches("\\w+[-:]\\w+")) {
      values.unsupported(
          filesize,
          "files of random sizes make fio's number of operations random",
          "give one size");
      return 1;
    }
    if (filesize != null) {
      return Math.max(1, values.bytes(filesize, values.text(filesize), 1));
    }
    if (size == null) {
      values.missing(section, "this job has no size", "write size=BYTES, here or in [global]");
      return 1;
    }
    return Math.max(1, values.bytes(size, values.text(size), 1) / count);
  }

  private Service service(int count, Job.Pattern pattern) {
    Setting s = settings.get("file_service_type");
    if (s == null || count == 1) {
      return Service.ROUND_ROBIN;
    }
    String text = values.text(s);
    Service service =
        switch (text) {
          case "roundrobin", "roundrobin:1" -> Service.ROUND_ROBIN;
          case "random", "random:1" -> Service.RANDOM;
          case "sequential" -> Service.SEQUENTIAL;
          default -> null;
        };
    if (service == null || (service == Service.RANDOM && pattern.randomPercent() < 100)) {
      values.unsupported(
          s,
          service == null
              ? "files can't be chosen by '" + text + "'"
              : "files picked at random have no position to go on from",
          "write roundrobin or sequential" + (service == null ? ", or random" : ""));
      return Service.ROUND_ROBIN;
    }
    return service;
  }

  private Extent extent(JobFiles files) {
    Setting ioSize = settings.get("io_size");
    Setting size = settings.get("size");
    Setting most = settings.get("number_ios");
    long all = files.bytes() * files.count();
    long bytes = all;
    if (ioSize != null) {
      bytes = values.bytes(ioSize, values.text(ioSize), all);
    } else if (size != null && settings.get("filesize") != null) {
      bytes = Math.min(all, values.bytes(size, values.text(size), all));
    }
    return new Extent(
        bytes,
        bytes != all,
        most == null
            ? OptionalLong.empty()
            : OptionalLong.of(values.count(most, 1, 1, Long.MAX_VALUE)),
        (int) values.count(settings.get("loops"), 1, 1, Integer.MAX_VALUE));
  }

  private Timing timing() {
    long runtime = values.nanos(settings.get("runtime"), SECOND);
    Setting based = settings.get("time_based");
    boolean untilThen = values.flag(based);
    if (based != null && untilThen && runtime == 0) {
      values.bad(based, "time_based without a runtime", "write runtime=SECONDS");
    }
    Setting ramp = settings.get("ramp_time");
    long rampNanos = values.nanos(ramp, SECOND);
    if (ramp != null && rampNanos > 0 && !untilThen) {
      values.unsupported(
          ramp,
          "a job that ends with its bytes would spend some of them unmeasured",
          "write time_based and runtime=SECONDS, or remove it");
    }
    Setting delay = settings.get("startdelay");
    long delayNanos = values.nanos(delay, SECOND);
    if (delay != null && delayNanos > 0 && (untilThen || delayNanos % SECOND != 0)) {
      values.unsupported(
          delay,
          untilThen ? "all threads start with their run" : "a delay is of whole seconds",
          untilThen ? "remove it, or time_based" : "write whole seconds");
    }
    return new Timing(
        runtime,
        untilThen,
        rampNanos,
        delayNanos / SECOND,
        values.nanos(settings.get("thinktime"), MICROSECOND),
        values.count(settings.get("thinktime_blocks"), 1, 1, Integer.MAX_VALUE));
  }

  private Syncs syncs(Job.Pattern pattern) {
    Setting fsync = settings.get("fsync");
    Setting dataSync = settings.get("fdatasync");
    long all = values.count(fsync, 0, 0, Integer.MAX_VALUE);
    long data = values.count(dataSync, 0, 0, Integer.MAX_VALUE);
    if (dataSync != null && all > 0 && data > 0) {
      values.unsupported(dataSync, "both fsync and fdatasync", "write one of them");
    }
    Setting used = all > 0 ? fsync : dataSync;
    if (used != null && Math.max(all, data) > 1 && pattern.isMix()) {
      values.unsupported(
          used,
          "in a mixed job fio syncs at times that depend on its draws",
          "write " + used.name() + "=1, or end_fsync=1");
    }
    Setting direct = settings.get("direct");
    Setting buffered = settings.get("buffered");
    Setting sync = settings.get("sync");
    String how = sync == null ? "0" : values.word(sync, List.of("none", "0", "sync", "1", "dsync"));
    if (sync != null && how.equals("dsync")) {
      values.unsupported(sync, "files can't be opened with O_DSYNC", "write sync=sync for O_SYNC");
    }
    return new Syncs(
        pattern.writes() ? Math.max(all, data) : 0,
        data > 0,
        pattern.writes() && values.flag(settings.get("end_fsync")),
        direct != null ? values.flag(direct) : buffered != null && !values.flag(buffered),
        how.equals("sync") || how.equals("1"));
  }

  private Workers workers() {
    Setting wait = settings.get("wait_for");
    Setting nice = settings.get("nice");
    String niceText = nice == null ? "0" : values.text(nice);
    if (nice != null && !niceText.matches("-?1?[0-9]|-20")) {
      values.bad(nice, "'" + niceText + "' is no nice value", "write -20 to 19");
      niceText = "0";
    }
    return new Workers(
        (int) values.count(settings.get("numjobs"), 1, 1, MOST_CLONES),
        values.flag(settings.get("stonewall")),
        wait == null ? "" : values.text(wait),
        Integer.parseInt(niceText),
        (int) values.count(settings.get("prio"), -1, 0, 7));
  }

  /** Operations that a clone keeps under way. */
  private int depth(Job.Blocks blocks, Job.Pattern pattern) {
    Setting engine = settings.get("ioengine");
    Setting depth = settings.get("iodepth");
    long queued = values.count(depth, 1, 1, MOST_UNDER_WAY);
    String name = engine == null ? "psync" : values.text(engine);
    if (engine != null && !SYNCHRONOUS.contains(name) && !ASYNCHRONOUS.contains(name)) {
      values.unsupported(
          engine,
          "there is nothing like the engine '" + name + "'",
          name.equals("null")
              ? "remove it, and run with --target null"
              : "write ioengine=psync, or remove it");
    } else if (engine != null && name.equals("mmap")) {
      values.differs(engine, "the files are read and written with calls, not through a mapping");
    }
    if (depth == null || queued == 1) {
      return 1;
    }
    if (!ASYNCHRONOUS.contains(name)) {
      values.differs(depth, "the engine " + name + " is synchronous: a depth has no effect");
      return 1;
    }
    boolean split = blocks.read() instanceof Job.Block.Split;
    boolean partlyRandom = pattern.randomPercent() % 100 != 0;
    if (split || partlyRandom || blocks.write() instanceof Job.Block.Split) {
      values.unsupported(
          depth,
          "a depth belongs to one flowop, and "
              + (partlyRandom ? "percentage_random" : "bssplit")
              + " takes several",
          "write iodepth=1, or one block size and either random or sequential offsets");
    } else if (pattern.isMix()) {
      values.differs(
          depth, "reads and writes have a queue each, and share the depth by their percentages");
    }
    return (int) queued;
  }
}
