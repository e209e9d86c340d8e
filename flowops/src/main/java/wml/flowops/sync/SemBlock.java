package wml.flowops.sync;

import com.google.auto.service.AutoService;
import java.util.Set;
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

/** Takes posts from a semaphore. */
@AutoService(FlowopType.class)
public final class SemBlock implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "semblock",
          Category.SYNC,
          Direction.NONE,
          "Takes value posts from its semaphore, waiting until there are so many. Posters "
              + "with blocking are held back while highwater posts are there. Counts as "
              + "synchronisation, not as I/O. The wait is timed.",
          FlowopAttributes.of(CommonAttributes.VALUE, CommonAttributes.HIGH_WATER),
          Set.of(),
          Effect.NONE,
          "flowop sempost name=posting,target=taking,value=1\n"
              + "flowop semblock name=taking,value=1,highwater=10");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) {
    PostSemaphore semaphore = binding.semaphore(binding.text("name"));
    semaphore.highWater(binding.number("highwater"));
    return new Bound(semaphore, binding.numbers("value"));
  }

  private static final class Bound implements Flowop {
    private final PostSemaphore semaphore;
    private final LongSource counts;
    private long count;

    Bound(PostSemaphore semaphore, LongSource counts) {
      this.semaphore = semaphore;
      this.counts = counts;
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      count = counts.next();
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) {
      return semaphore.take(count, context) ? 0 : INTERRUPTED;
    }
  }
}
