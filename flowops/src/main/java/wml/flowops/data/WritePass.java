package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;

/** Writes all records of a file in some order. */
@AutoService(FlowopType.class)
public final class WritePass implements FlowopType {
  private static final String KEYWORD = "writepass";

  private static final Signature SIGNATURE =
      new Signature(
          KEYWORD,
          Category.IO,
          Direction.WRITE,
          "Writes as many bytes as a file of the fileset was laid out with, into that file, which "
              + "it opens for itself, in records of iosize bytes, in the order that order says; "
              + "the last record is shorter if need be. One call counts once, with all bytes "
              + "written. All writes are timed together, with flush and close also the sync and "
              + "the close; picking, opening and a sync before are not.",
          Pass.ATTRIBUTES,
          Set.of(),
          Effect.NONE,
          "flowop writepass name=writing,filesetname=data,iosize=4k,order=random,flush");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(binding);
  }

  /** Every record has fresh data, made between the writes for a store per 4 KiB. */
  private static final class Bound extends Pass {
    Bound(Binding binding) throws BindException {
      super(binding, KEYWORD);
    }

    @Override
    IoBuffer first(int bytes) {
      return memory.forWrite(bytes);
    }

    @Override
    int move(FileHandle handle, int length, long offset, boolean first) throws IOException {
      if (!first) {
        buffer = memory.forWrite(length);
      }
      IoBuffer from = buffer;
      if (streaming) {
        MemorySegment.copy(from.memory(), from.start(), stream.memory(), stream.start(), length);
        from = stream;
      }
      FullWrite.write(handle, from, length, offset);
      return length;
    }
  }
}
