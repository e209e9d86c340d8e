package wml.flowops.data;

import java.io.IOException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Readiness;
import wml.api.target.FileStat;

/** A read that checks the blocks of verified filesets. Owned by one thread. */
final class VerifiedRead implements Flowop {
  private final Read.Bound read;
  private final BlockReader blocks = new BlockReader();
  private final FileStat stat = new FileStat();
  private long bytes;

  private VerifiedRead(Read.Bound read) {
    this.read = read;
  }

  /** The read itself where nothing is verified. */
  static Flowop of(Binding binding, Read.Bound read) {
    return binding.verifies() ? new VerifiedRead(read) : read;
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    Readiness readiness = read.prepare(context);
    if (readiness == Readiness.READY) {
      blocks.sample(read.file(), read.start(stat), read.length());
    }
    return readiness;
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    bytes = read.run(context);
    return bytes;
  }

  @Override
  public boolean hasAfter() {
    return true;
  }

  @Override
  public void after(FlowopContext context) throws IOException {
    blocks.check(read.file(), read.buffer(), read.startOf(bytes), bytes, bytes == 0);
  }
}
