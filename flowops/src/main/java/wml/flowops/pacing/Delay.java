package wml.flowops.pacing;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.random.LongSource;
import wml.flowops.slot.FlowopAttributes;

/** Sleeps. */
@AutoService(FlowopType.class)
public final class Delay implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "delay",
          Category.OTHER,
          Direction.NONE,
          "Sleeps for value whole seconds. Counts neither as I/O nor bytes.",
          FlowopAttributes.of(CommonAttributes.VALUE),
          Set.of(),
          Effect.NONE,
          "flowop delay name=resting,value=1");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  @Override
  public Flowop bind(Binding binding) {
    return new Bound(binding.numbers("value"));
  }

  private static final class Bound implements Flowop {
    private final LongSource seconds;
    private long nanos;

    Bound(LongSource seconds) {
      this.seconds = seconds;
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      nanos = seconds.next() * NANOS_PER_SECOND;
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) {
      return nanos <= 0 || context.sleepUntil(System.nanoTime() + nanos) ? 0 : INTERRUPTED;
    }
  }
}
