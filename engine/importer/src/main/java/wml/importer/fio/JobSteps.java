package wml.importer.fio;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.importer.fio.Job.Block;
import wml.importer.fio.Job.Extent;
import wml.importer.fio.Job.Service;
import wml.importer.fio.Node.Branch;
import wml.importer.fio.Node.Flowop;
import wml.importer.fio.Node.Mix;
import wml.importer.fio.Node.Repeat;

/**
 * The steps of one job's thread.
 *
 * <ol>
 *   <li>With blocks of one size the number of operations is known: {@code repeat} does them, and a
 *       finishoncount ends the thread when it comes by the first time. fio does whole blocks of
 *       each file; with io_size as many as it takes to reach it.
 *   <li>With others the bytes decide: finishonbytes, after each operation.
 *   <li>A job until a time has neither: a thread repeats its steps for ever.
 *   <li>fio syncs before the next write, so never after the last one.
 * </ol>
 */
final class JobSteps {
  private final Job job;
  private final String files;
  private final boolean creates;
  private final WorkloadParameters parameters;
  private final Diagnostics diagnostics;

  /**
   * @param files the name of the job's file or fileset
   * @param creates whether the thread makes its file
   */
  JobSteps(
      Job job,
      String files,
      boolean creates,
      WorkloadParameters parameters,
      Diagnostics diagnostics) {
    this.job = job;
    this.files = files;
    this.creates = creates;
    this.parameters = parameters;
    this.diagnostics = diagnostics;
  }

  /** The operations of a pass, if its bytes say how many. */
  static OptionalLong operations(Job job) {
    if (!(block(job) instanceof Block.Fixed(long block))) {
      return OptionalLong.empty();
    }
    Extent extent = job.extent();
    long count =
        extent.given()
            ? Math.ceilDiv(extent.bytes(), block)
            : job.files().bytes() / block * job.files().count();
    return OptionalLong.of(Math.min(count, extent.most().orElse(Long.MAX_VALUE)));
  }

  /** The one block that all operations move; anything else if there are several. */
  static Block block(Job job) {
    Block read = job.blocks().read();
    Block write = job.blocks().write();
    if (!job.pattern().isMix()) {
      return job.pattern().reads() ? read : write;
    }
    return read.equals(write) ? read : new Block.Split(List.of());
  }

  /** Whether a clone makes its file in the run, as fio does when it only writes. */
  static boolean canCreate(Job job) {
    return !job.pattern().reads()
        && !job.files().exist()
        && job.files().count() == 1
        && !job.timing().untilThen()
        && operations(job).isPresent();
  }

  List<Node> steps() {
    OptionalLong operations = operations(job);
    if (operations.isPresent() && operations.getAsLong() == 0) {
      unsupported("a file is smaller than a block", "write a larger size, or a smaller bs");
      return List.of();
    }
    if (job.timing().untilThen()) {
      return untilTheEnd(operations);
    }
    return operations.isPresent() ? counted(operations.getAsLong()) : bounded();
  }

  private List<Node> counted(long operations) {
    List<Node> steps = new ArrayList<>();
    if (job.timing().delaySeconds() > 0) {
      steps.add(new Flowop("delay", "startdelay", List.of("value=" + job.timing().delaySeconds())));
    }
    if (creates) {
      steps.add(new Flowop("createfile", "create", opening(List.of("fd=1"))));
    }
    List<Node> pass = onePass(operations);
    int loops = job.extent().loops();
    steps.addAll(loops == 1 ? pass : List.of(new Repeat(Integer.toString(loops), pass)));
    if (job.syncs().atEnd()) {
      steps.add(sync("sync-end", false));
    }
    steps.add(new Flowop("finishoncount", "done", List.of("value=1")));
    return steps;
  }

  private List<Node> onePass(long operations) {
    if (isFileByFile()) {
      return fileByFile(operations);
    }
    long every = job.syncs().every();
    if (job.timing().thinkEvery() > 1 && job.timing().thinkNanos() > 0) {
      return thinking(operations);
    }
    if (every == 0) {
      return repeat(operations, true, operation("", true));
    }
    if (job.pattern().isMix()) {
      return repeat(operations, true, operation("", true), sync("sync", job.syncs().dataOnly()));
    }
    long syncs = (operations - 1) / every;
    List<Node> round = new ArrayList<>(repeat(every, false, operation("", true)));
    round.add(sync("sync", job.syncs().dataOnly()));
    List<Node> pass = new ArrayList<>();
    if (syncs > 0) {
      pass.addAll(repeat(syncs, false, round.toArray(Node[]::new)));
    }
    String rest = syncs > 0 ? "-last" : "";
    pass.addAll(repeat(operations - syncs * every, false, operation(rest, true)));
    return pass;
  }

  private List<Node> untilTheEnd(OptionalLong operations) {
    if (job.syncs().atEnd()) {
      differs("end_fsync: a thread that the end of the run stops does not sync any more");
    }
    if (isFileByFile()) {
      return fileByFile(operations.orElse(0));
    }
    long every = job.syncs().every();
    long thinks = job.timing().thinkNanos() > 0 ? job.timing().thinkEvery() : 1;
    if (thinks > 1) {
      return every > 0 ? thinkingAndSyncs() : thinkingRound(thinks, "");
    }
    List<Node> steps = new ArrayList<>();
    steps.addAll(repeat(Math.max(1, every), false, operation("", true)));
    if (every > 0) {
      steps.add(sync("sync", job.syncs().dataOnly()));
    }
    return steps;
  }

  /** Until the bytes are moved. */
  private List<Node> bounded() {
    if (job.syncs().atEnd()) {
      differs("end_fsync: a thread that its bytes end does not sync any more");
    }
    if (job.timing().delaySeconds() > 0) {
      unsupported("startdelay with blocks of several sizes", "remove startdelay");
    }
    if (isFileByFile()) {
      return fileByFile(0);
    }
    if (job.timing().thinkNanos() > 0 && job.timing().thinkEvery() > 1) {
      unsupported("thinktime_blocks with blocks of several sizes", "write one block size");
    }
    long every = job.syncs().every();
    long bytes = Math.multiplyExact(job.extent().bytes(), (long) job.extent().loops());
    List<Node> round = new ArrayList<>(List.of(operation("", true)));
    round.add(new Flowop("finishonbytes", "done", List.of("value=" + Amounts.bytes(bytes))));
    if (job.extent().most().isPresent()) {
      if (every > 0) {
        unsupported("number_ios with syncs and blocks of several sizes", "write one block size");
      }
      long most = job.extent().most().getAsLong() * job.extent().loops();
      round.add(new Flowop("finishoncount", "enough", List.of("value=" + most)));
    }
    if (every == 0) {
      return round;
    }
    List<Node> steps = new ArrayList<>(repeat(every, false, round.toArray(Node[]::new)));
    steps.add(sync("sync", job.syncs().dataOnly()));
    return steps;
  }

  private boolean isFileByFile() {
    return job.files().service() == Service.SEQUENTIAL && job.files().count() > 1;
  }

  private List<Node> fileByFile(long operations) {
    Extent extent = job.extent();
    if (operations == 0 || extent.given() || extent.most().isPresent()) {
      unsupported(
          "file_service_type=sequential with another amount than whole files of equal blocks",
          "remove io_size and number_ios, and write one block size");
    }
    if (job.syncs().every() > 0 || job.timing().thinkEvery() > 1) {
      unsupported(
          "file_service_type=sequential with fsync, fdatasync or thinktime_blocks",
          "write file_service_type=roundrobin");
    }
    int count = job.files().count();
    List<Node> file = new ArrayList<>();
    file.add(new Flowop("openfile", "open", opening(List.of("fd=1"))));
    file.addAll(repeat(operations / count, count == 1, operation("", true)));
    file.add(new Flowop("closefile", "close", List.of("fd=1")));
    return List.of(new Repeat(Integer.toString(count), file));
  }

  private List<Node> thinking(long operations) {
    if (job.syncs().every() > 0) {
      return thinkingAndSyncs();
    }
    long every = job.timing().thinkEvery();
    long rounds = operations / every;
    List<Node> pass = new ArrayList<>();
    if (rounds > 0) {
      pass.addAll(repeat(rounds, false, thinkingRound(every, "").toArray(Node[]::new)));
    }
    if (operations % every > 0) {
      pass.addAll(repeat(operations % every, false, operation("-last", false)));
    }
    return pass;
  }

  private List<Node> thinkingRound(long every, String suffix) {
    List<Node> round = new ArrayList<>(repeat(every - 1, false, operation(suffix, false)));
    round.add(operation(suffix + "-think", true));
    return round;
  }

  private List<Node> thinkingAndSyncs() {
    unsupported("thinktime_blocks with fsync or fdatasync", "write thinktime_blocks=1");
    return List.of();
  }

  /** One operation of the job. */
  private Node operation(String suffix, boolean thinks) {
    Job.Pattern pattern = job.pattern();
    if (!pattern.isMix()) {
      return pattern.reads() ? read(suffix, thinks) : write(suffix, thinks);
    }
    return new Mix(
        List.of(
            new Branch(pattern.readPercent(), read(suffix, thinks)),
            new Branch(100 - pattern.readPercent(), write(suffix, thinks))));
  }

  private Node read(String suffix, boolean thinks) {
    return placed("read", job.blocks().read(), suffix, thinks);
  }

  private Node write(String suffix, boolean thinks) {
    return placed("write", job.blocks().write(), suffix, thinks);
  }

  private Node placed(String keyword, Block block, String suffix, boolean thinks) {
    int percent = job.pattern().randomPercent();
    if (percent == 0 || percent == 100) {
      return sized(keyword, block, suffix, percent == 100, thinks);
    }
    return new Mix(
        List.of(
            new Branch(percent, sized(keyword, block, "-random" + suffix, true, thinks)),
            new Branch(
                100 - percent, sized(keyword, block, "-sequential" + suffix, false, thinks))));
  }

  private Node sized(String keyword, Block block, String suffix, boolean random, boolean thinks) {
    return switch (block) {
      case Block.Fixed(long bytes) ->
          flowop(keyword, suffix, parameters.ioSize(bytes), random, thinks);
      case Block.Range(long min, long max) ->
          flowop(keyword, suffix, multiples(min, max), random, thinks);
      case Block.Split(List<Block.Share> shares) -> {
        List<Branch> branches = new ArrayList<>();
        for (Block.Share share : shares) {
          String size = Amounts.bytes(share.bytes());
          branches.add(
              new Branch(
                  share.percent(), flowop(keyword, "-" + size + suffix, size, random, thinks)));
        }
        yield new Mix(branches);
      }
    };
  }

  /** Evenly one of min, 2 min, ... up to max. */
  private static String multiples(long min, long max) {
    return "uniform(min=%1$s,max=%2$s,round=%1$s)"
        .formatted(Amounts.bytes(min), Amounts.bytes(max / min * min));
  }

  private Node flowop(String keyword, String suffix, String size, boolean random, boolean thinks) {
    List<String> attributes = new ArrayList<>();
    if (creates || isFileByFile()) {
      attributes.add("fd=1");
    } else {
      attributes.addAll(opening(List.of()));
      if (job.files().count() > 1) {
        attributes.add(job.files().service() == Service.RANDOM ? "pick=random" : "opennext");
      }
    }
    attributes.add("iosize=" + size);
    if (random) {
      String offsets = job.pattern().offsets();
      attributes.add(offsets == null ? "random" : "offset=" + offsets);
    }
    if (job.depth() > 1) {
      int percent = job.pattern().readPercent();
      int share = keyword.equals("read") ? percent : 100 - percent;
      attributes.add("iodepth=" + Math.max(1, Math.round(job.depth() * share / 100.0)));
    }
    if (thinks && job.timing().thinkNanos() > 0) {
      attributes.add("think=" + Amounts.time(job.timing().thinkNanos()));
    }
    return new Flowop(keyword, keyword + suffix, attributes);
  }

  /** What the flowop that opens the file says about it. */
  private List<String> opening(List<String> more) {
    List<String> attributes = new ArrayList<>(List.of("filesetname=" + files));
    attributes.addAll(more);
    if (job.syncs().direct()) {
      attributes.add("directio");
    }
    if (job.syncs().synchronous()) {
      attributes.add("dsync");
    }
    return attributes;
  }

  private Node sync(String name, boolean dataOnly) {
    if (job.files().count() > 1) {
      if (dataOnly) {
        unsupported("fdatasync with several files", "write fsync");
      }
      return new Flowop("fsyncset", name, List.of("filesetname=" + files));
    }
    return new Flowop(
        dataOnly ? "fdatasync" : "fsync", name, creates ? List.of("fd=1") : List.of());
  }

  private List<Node> repeat(long times, boolean all, Node... body) {
    if (times == 1) {
      return List.of(body);
    }
    String text = all ? parameters.operations(job, times) : Long.toString(times);
    return List.of(new Repeat(text, List.of(body)));
  }

  private void unsupported(String message, String help) {
    diagnostics.add(
        Diagnostic.of(Code.IMPORT_UNSUPPORTED, job.section().place(), message).help(help));
  }

  private void differs(String message) {
    diagnostics.add(Diagnostic.of(Code.IMPORT_DIFFERS, job.section().place(), message));
  }
}
