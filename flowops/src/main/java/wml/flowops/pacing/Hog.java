package wml.flowops.pacing;

import com.google.auto.service.AutoService;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

/** Keeps the processor busy. */
@AutoService(FlowopType.class)
public final class Hog implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "hog",
          Category.OTHER,
          Direction.NONE,
          "Keeps the processor busy: stores one byte to memory value times. Counts neither "
              + "as I/O nor bytes.",
          FlowopAttributes.of(CommonAttributes.VALUE),
          Set.of(),
          Effect.NONE,
          "flowop hog name=computing,value=10000");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  /** Bytes that the stores go round in, so that they stay in the first-level cache. */
  private static final int SPAN_BYTES = 4096;

  /** Stores between two looks at whether the run is ending: some milliseconds. */
  private static final int STRETCH = 10_000_000;

  /** Opaque stores: the compiler must do each of them. */
  private static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(byte[].class);

  @Override
  public Flowop bind(Binding binding) {
    return new Bound(binding.numbers("value"));
  }

  private static final class Bound implements Flowop {
    private final LongSource counts;
    private final byte[] span = new byte[SPAN_BYTES];
    private long count;

    Bound(LongSource counts) {
      this.counts = counts;
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      count = counts.next();
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) {
      for (long done = 0; done < count; done += STRETCH) {
        if (done > 0 && context.stopping()) {
          return INTERRUPTED;
        }
        int stretch = (int) Math.min(STRETCH, count - done);
        for (int i = 0; i < stretch; i++) {
          BYTES.setOpaque(span, i & (SPAN_BYTES - 1), (byte) i);
        }
      }
      return 0;
    }
  }
}
