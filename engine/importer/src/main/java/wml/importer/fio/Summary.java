package wml.importer.fio;

import java.util.stream.Collectors;
import wml.importer.fio.Job.Block;
import wml.importer.fio.Job.Pattern;

/** A job in words, for the comment above it. */
final class Summary {
  private Summary() {}

  static String of(Job job) {
    StringBuilder out = new StringBuilder(operations(job.pattern()));
    out.append(" of ").append(blocks(job));
    if (job.pattern().randomPercent() > 0) {
      out.append(", offsets drawn independently");
    }
    int clones = job.workers().clones();
    if (clones > 1) {
      out.append("; ").append(clones).append(" clones");
    }
    return out.toString();
  }

  private static String operations(Pattern pattern) {
    String how =
        switch (pattern.randomPercent()) {
          case 0 -> "sequential ";
          case 100 -> "random ";
          default -> pattern.randomPercent() + " % random ";
        };
    if (pattern.isMix()) {
      return how + "reads (" + pattern.readPercent() + " %) and writes";
    }
    return how + (pattern.reads() ? "reads" : "writes");
  }

  private static String blocks(Job job) {
    Block read = job.blocks().read();
    Block write = job.blocks().write();
    if (!job.pattern().isMix() || read.equals(write)) {
      return block(job.pattern().reads() ? read : write);
    }
    return block(read) + " and " + block(write);
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Fixed(long bytes) -> Amounts.bytes(bytes);
      case Block.Range(long min, long max) -> Amounts.bytes(min) + " to " + Amounts.bytes(max);
      case Block.Split(var shares) ->
          shares.stream().map(s -> Amounts.bytes(s.bytes())).collect(Collectors.joining(" or "));
    };
  }
}
