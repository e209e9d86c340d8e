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

/** Sets an extended attribute. */
@AutoService(FlowopType.class)
public final class SetXattr implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "setxattr",
          Category.IO,
          Direction.WRITE,
          "Gives a file the extended attribute xattr with a value of iosize bytes, or "
              + "replaces its value. In slot fd, if fd is above 0 and a file is open there, it "
              + "takes that file; else the fileset's next existing file, or the one near indexed. "
              + "Counts iosize; making the value is not timed.",
          XattrValue.ATTRIBUTES,
          Set.of(ExtendedAttributes.class),
          Effect.NONE,
          "flowop setxattr name=setting,filesetname=data,iosize=100");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new XattrValue.Prepared(new XattrValue(binding, "setxattr")) {
      @Override
      void ready(int entry) {
        value.draw();
      }

      @Override
      long timed(int entry) throws IOException {
        return value.set();
      }
    };
  }
}
