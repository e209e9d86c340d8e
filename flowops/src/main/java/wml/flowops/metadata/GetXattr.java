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
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryMarks;

/** Reads an extended attribute. */
@AutoService(FlowopType.class)
public final class GetXattr implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "getxattr",
          Category.IO,
          Direction.READ,
          "Reads the extended attribute xattr of a file. In slot fd, if fd is above 0 and a "
              + "file is open there, it takes that file; else the fileset's next existing file, "
              + "or the one near indexed. A file that lacks it is given it first, untimed, with "
              + "iosize bytes, when the thread comes to it for the first time. Counts the bytes "
              + "of the value; none if it was lost since, as when the file was created anew. Only "
              + "the reading is timed.",
          XattrValue.ATTRIBUTES,
          Set.of(ExtendedAttributes.class),
          Effect.NONE,
          "flowop getxattr name=getting,filesetname=data,iosize=100");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new XattrValue.Prepared(new XattrValue(binding, "getxattr")) {
      private final EntryMarks given = value.marks();

      @Override
      void ready(int entry) throws IOException {
        if (!given.contains(entry)) {
          value.giveIfAbsent();
          given.add(entry);
        }
      }

      @Override
      long timed(int entry) throws IOException {
        try {
          return value.get();
        } catch (TargetException e) {
          if (e.kind() != ErrorKind.ENODATA) {
            throw e;
          }
          given.remove(entry);
          return 0;
        }
      }
    };
  }
}
