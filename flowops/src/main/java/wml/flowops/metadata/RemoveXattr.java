package wml.flowops.metadata;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability.ExtendedAttributes;

/** Removes an extended attribute. */
@AutoService(FlowopType.class)
public final class RemoveXattr implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "removexattr",
          Category.IO,
          Direction.NONE,
          "Removes an extended attribute of a file: its name is xattr with a dot and a number of "
              + "the thread's own behind it, so that no other thread removes it. In slot fd, if fd "
              + "is above 0 and a file is open there, it takes that file; else the fileset's next "
              + "existing file, or the one near indexed. The file is given the attribute first, "
              + "untimed, with iosize bytes. Counts no bytes; only the removal is timed.",
          XattrValue.ATTRIBUTES,
          Set.of(ExtendedAttributes.class),
          Effect.NONE,
          "flowop removexattr name=removing,filesetname=data");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    String own = "." + Long.toHexString(binding.random().nextLong());
    return new XattrValue.Prepared(new XattrValue(binding, "removexattr", own)) {
      @Override
      void ready(int entry) throws IOException {
        value.draw();
        value.set();
      }

      @Override
      long timed(int entry) throws IOException {
        value.remove();
        return 0;
      }
    };
  }
}
