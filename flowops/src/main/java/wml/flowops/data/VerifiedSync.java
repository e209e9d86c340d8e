package wml.flowops.data;

import java.io.IOException;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.OpenFile;
import wml.api.flowop.Readiness;
import wml.api.target.SyncMode;
import wml.flowops.slot.OpenFileFlowop;
import wml.flowops.slot.SlotChoice;

/** A sync of the file in a slot that a journal learns of. Owned by one thread. */
final class VerifiedSync implements Flowop {
  private final String keyword;
  private final SlotChoice slots;
  private final SyncMode mode;
  private final SyncWatch watch = new SyncWatch();
  private OpenFile file = new OpenFile();

  private VerifiedSync(Binding binding, String keyword, SyncMode mode) throws BindException {
    this.keyword = keyword;
    this.mode = mode;
    slots = SlotChoice.from(binding);
  }

  /** The mere sync where nothing is verified. */
  static Flowop of(Binding binding, String keyword, SyncMode mode) throws BindException {
    return binding.verifies()
        ? new VerifiedSync(binding, keyword, mode)
        : new OpenFileFlowop(binding, keyword, file -> file.handle().sync(mode));
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    file = slots.takeOpen(keyword);
    watch.begin(file);
    return Readiness.READY;
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    file.handle().sync(mode);
    return 0;
  }

  @Override
  public boolean hasAfter() {
    return true;
  }

  @Override
  public void after(FlowopContext context) throws IOException {
    watch.done();
  }
}
