package wml.importer.fio;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wml.importer.fio.Job.Block;
import wml.importer.fio.Workload.Parameter;

/** The numbers that all jobs share and that somebody may want to change: they become parameters. */
final class WorkloadParameters {
  private static final String IO_SIZE = "iosize";
  private static final String FILE_SIZE = "filesize";
  private static final String CLONES = "clones";
  private static final String RUNTIME = "runtime";

  private final List<Parameter> all = new ArrayList<>();
  private final long ioSize;
  private final long fileSize;
  private final int clones;
  private final long runtimeNanos;

  WorkloadParameters(List<Job> jobs) {
    Set<Block> blocks = new HashSet<>();
    Set<Long> sizes = new HashSet<>();
    Set<Long> runtimes = new HashSet<>();
    for (Job job : jobs) {
      blocks.add(JobSteps.block(job));
      sizes.add(job.files().bytes());
      runtimes.add(job.timing().runtimeNanos());
    }
    fileSize = sizes.size() == 1 ? sizes.iterator().next() : 0;
    boolean one = blocks.size() == 1;
    ioSize = one && blocks.iterator().next() instanceof Block.Fixed(long bytes) ? bytes : 0;
    clones =
        jobs.size() == 1 && isOneProcess(jobs.getFirst()) ? jobs.getFirst().workers().clones() : 0;
    runtimeNanos = runtimes.size() == 1 ? runtimes.iterator().next() : 0;
    add(fileSize > 0, FILE_SIZE, Amounts.bytes(fileSize), "size", "bytes of each file");
    add(ioSize > 0, IO_SIZE, Amounts.bytes(ioSize), "size", "bytes of one operation");
    add(clones > 1, CLONES, Integer.toString(clones), "count", "processes that do the same");
    add(runtimeNanos > 0, RUNTIME, Amounts.time(runtimeNanos), "duration", "length of a run");
  }

  private void add(boolean wanted, String name, String value, String type, String doc) {
    if (wanted) {
      all.add(new Parameter(name, value, type, doc));
    }
  }

  /** Several files for each of several clones take a process per clone. */
  static boolean isOneProcess(Job job) {
    return job.workers().clones() == 1 || job.files().isShared() || job.files().count() == 1;
  }

  List<Parameter> all() {
    return all;
  }

  String ioSize(long bytes) {
    return bytes == ioSize ? "$" + IO_SIZE : Amounts.bytes(bytes);
  }

  String fileSize(long bytes) {
    return bytes == fileSize ? "$" + FILE_SIZE : Amounts.bytes(bytes);
  }

  String clones(int number) {
    return clones > 1 && number == clones ? "$" + CLONES : Integer.toString(number);
  }

  String runtime(long nanos) {
    return nanos == runtimeNanos ? "$" + RUNTIME : Amounts.time(nanos);
  }

  /** How often a job does something for each block of its file. */
  String operations(Job job, long number) {
    boolean whole =
        ioSize > 0
            && fileSize > 0
            && job.files().count() == 1
            && !job.extent().given()
            && number == fileSize / ioSize;
    return whole ? "($" + FILE_SIZE + " / $" + IO_SIZE + ")" : Long.toString(number);
  }
}
