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

/** Reads all records of a file in some order. */
@AutoService(FlowopType.class)
public final class ReadPass implements FlowopType {
  private static final String KEYWORD = "readpass";

  private static final Signature SIGNATURE =
      new Signature(
          KEYWORD,
          Category.IO,
          Direction.READ,
          "Reads a whole file of the fileset, which it opens for itself, in records of iosize "
              + "bytes, in the order that order says; the last record is shorter if need be. One "
              + "call counts once, with all bytes read. All reads are timed together, with flush "
              + "and close also the sync and the close; picking, opening and a sync before are "
              + "not.",
          Pass.ATTRIBUTES,
          Set.of(),
          Effect.NONE,
          "flowop readpass name=reading,filesetname=data,iosize=4k,order=stride");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(binding);
  }

  private static final class Bound extends Pass {
    Bound(Binding binding) throws BindException {
      super(binding, KEYWORD);
    }

    @Override
    IoBuffer first(int bytes) {
      return memory.forRead(bytes);
    }

    @Override
    int move(FileHandle handle, int length, long offset, boolean first) throws IOException {
      IoBuffer into = streaming ? stream : buffer;
      int done = handle.read(into, length, offset);
      if (done < length) {
        done = rest(handle, into, length, offset, Math.max(0, done));
      }
      if (streaming) {
        MemorySegment.copy(stream.memory(), stream.start(), buffer.memory(), buffer.start(), done);
      }
      return done;
    }

    /** A read may give less than was asked for before the end of the file. */
    private static int rest(FileHandle handle, IoBuffer into, int length, long offset, int given)
        throws IOException {
      long start = into.start();
      int done = given;
      try {
        while (done > 0 && done < length) {
          int now =
              handle.read(into.window(start + done, length - done), length - done, offset + done);
          if (now <= 0) {
            break;
          }
          done += now;
        }
      } finally {
        into.window(start, length);
      }
      return done;
    }
  }
}
