package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.AsyncTransfers;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability;
import wml.flowops.slot.FlowopAttributes;

/** Reaps asynchronous reads and writes. */
@AutoService(FlowopType.class)
public final class AioWait implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "aiowait",
          Category.AIO,
          Direction.NONE,
          "Waits until at least half of the thread's asynchronous reads and writes have "
              + "ended; an error of one of them is an error of this call. Counts no bytes. The "
              + "wait is timed.",
          FlowopAttributes.of(),
          Set.of(Capability.AsyncIo.class),
          Effect.NONE,
          "flowop aiowrite name=writing,filesetname=data,iosize=4k,random\n"
              + "flowop aiowait name=waiting");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    AsyncTransfers transfers = AioWrite.queueOf(binding, "aiowait");
    return context -> transfers.awaitHalf(context) ? 0 : Flowop.INTERRUPTED;
  }
}
