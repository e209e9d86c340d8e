package wml.flowops.slot;

import java.io.IOException;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Readiness;
import wml.api.target.FilePath;

/** Something done to an existing entry by its path, and nothing else. Owned by one thread. */
public final class PathFlowop implements Flowop {
  /** What is timed. */
  @FunctionalInterface
  public interface Operation {
    /**
     * @return bytes moved
     */
    long on(FilePath path) throws IOException;
  }

  private final EntryPath entry;
  private final Operation operation;

  public PathFlowop(EntryPath entry, Operation operation) {
    this.entry = entry;
    this.operation = operation;
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    return entry.find();
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    try {
      return operation.on(entry.path());
    } finally {
      entry.release();
    }
  }
}
