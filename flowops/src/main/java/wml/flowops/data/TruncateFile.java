package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.random.LongSource;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;

/** Cuts or extends a file. */
@AutoService(FlowopType.class)
public final class TruncateFile implements FlowopType {
  private static final Attribute SIZE =
      Attribute.number("size", 0, "bytes that the file has afterwards");

  private static final Signature SIGNATURE =
      new Signature(
          "truncatefile",
          Category.IO,
          Direction.NONE,
          "Cuts the file in its slot to size bytes, or extends it to so many with a hole "
              + "that reads as zeros. Counts no bytes; only the change is timed, picking and "
              + "opening a file are not.",
          FlowopAttributes.opening(SIZE),
          Set.of(),
          Effect.NONE,
          "flowop truncatefile name=cutting,filesetname=data,size=4k");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public boolean keepsBlocks() {
    return false;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(binding);
  }

  private static final class Bound implements Flowop {
    private final FileSlot slot;
    private final LongSource sizes;
    private long size;

    Bound(Binding binding) throws BindException {
      slot = FileSlot.from(binding, "truncatefile");
      sizes = binding.numbers("size");
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        size = Math.max(0, sizes.next());
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      slot.file().handle().truncate(size);
      return 0;
    }
  }
}
