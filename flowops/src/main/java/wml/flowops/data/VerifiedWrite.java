package wml.flowops.data;

import java.io.IOException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.Readiness;

/** A write that makes the blocks of verified filesets. Owned by one thread. */
final class VerifiedWrite implements Flowop {
  private final Write.Bound write;
  private final BlockWriter blocks;

  private VerifiedWrite(Write.Bound write, boolean mapped) {
    this.write = write;
    blocks = new BlockWriter(mapped);
  }

  /** The write itself where nothing is verified. */
  static Flowop of(Binding binding, Write.Bound write) {
    return binding.verifies() ? new VerifiedWrite(write, false) : write;
  }

  /** The same for a write to mapped memory. */
  static Flowop ofMapped(Binding binding, Write.Bound write) {
    return binding.verifies() ? new VerifiedWrite(write, true) : write;
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    Readiness readiness = write.prepare(context);
    if (readiness != Readiness.READY) {
      return readiness;
    }
    boolean begun =
        blocks.begin(write.file(), write.buffer(), write.length(), write.offset(), context);
    return begun ? readiness : Readiness.FINISHED;
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    boolean written = false;
    try {
      long bytes = write.run(context);
      written = true;
      return bytes;
    } finally {
      if (!written) {
        blocks.failed();
      }
    }
  }

  @Override
  public boolean hasAfter() {
    return true;
  }

  @Override
  public void after(FlowopContext context) throws IOException {
    blocks.done();
  }
}
