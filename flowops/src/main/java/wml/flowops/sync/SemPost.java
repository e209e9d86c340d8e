package wml.flowops.sync;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.PostSemaphore;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.random.LongSource;
import wml.flowops.slot.FlowopAttributes;

/** Posts to a semaphore. */
@AutoService(FlowopType.class)
public final class SemPost implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "sempost",
          Category.SYNC,
          Direction.NONE,
          "Adds value posts to the semaphore of the semblock flowop that target names. "
              + "With blocking it first waits while that semaphore's highwater posts are there. "
              + "Counts as synchronisation, not as I/O. The wait is timed.",
          FlowopAttributes.of(
              CommonAttributes.VALUE, CommonAttributes.TARGET, CommonAttributes.BLOCKING),
          Set.of(),
          Effect.NONE,
          "flowop sempost name=posting,target=taking,value=1\n"
              + "flowop semblock name=taking,value=1,highwater=10");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    if (binding.text("target").isEmpty()) {
      throw new BindException("sempost needs target: the name of a semblock flowop");
    }
    return new Bound(
        binding.semaphore(binding.text("target")),
        binding.numbers("value"),
        binding.flag("blocking"));
  }

  private static final class Bound implements Flowop {
    private final PostSemaphore semaphore;
    private final LongSource counts;
    private final boolean blocking;
    private long count;

    Bound(PostSemaphore semaphore, LongSource counts, boolean blocking) {
      this.semaphore = semaphore;
      this.counts = counts;
      this.blocking = blocking;
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      count = counts.next();
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) {
      return semaphore.post(count, blocking, context) ? 0 : INTERRUPTED;
    }
  }
}
