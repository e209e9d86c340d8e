package wml.flowops.slot;

import java.io.IOException;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.OpenFile;
import wml.api.flowop.Readiness;

/** Something done to the file that is open in a slot, and nothing else. Owned by one thread. */
public final class OpenFileFlowop implements Flowop {
  /** What is timed. */
  @FunctionalInterface
  public interface Operation {
    void on(OpenFile file) throws IOException;
  }

  private final String keyword;
  private final SlotChoice slots;
  private final Operation operation;
  private OpenFile file = new OpenFile();

  /**
   * @param binding of a flowop with {@code fd} and {@code opennext}
   */
  public OpenFileFlowop(Binding binding, String keyword, Operation operation) throws BindException {
    this.keyword = keyword;
    slots = SlotChoice.from(binding);
    this.operation = operation;
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    file = slots.takeOpen(keyword);
    return Readiness.READY;
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    operation.on(file);
    return 0;
  }
}
