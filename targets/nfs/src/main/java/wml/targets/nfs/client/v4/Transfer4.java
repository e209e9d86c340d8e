package wml.targets.nfs.client.v4;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * One read or write, by as many calls as it takes: what a call leaves, the next one asks for.
 * Reused by its queue.
 */
final class Transfer4 implements Pipe4.Request {
  private static final IoBuffer NOTHING = IoBuffer.allocate(0);

  private final Session4 session;
  private final Read4 read = new Read4();
  private final Written4 written = new Written4();
  private @Nullable File4 file;
  private IoBuffer memory = NOTHING;
  private long start;
  private int length;
  private long offset;
  private long tag;
  private boolean write;
  private int done;

  Transfer4(Session4 session) {
    this.session = session;
  }

  void set(File4 of, IoBuffer buffer, int bytes, long at, long name, boolean writes) {
    file = of;
    memory = buffer;
    start = buffer.start();
    length = bytes;
    offset = at;
    tag = name;
    write = writes;
    done = 0;
  }

  private File4 file() {
    File4 of = file;
    if (of == null) {
      throw new IllegalStateException("a request of no file");
    }
    return of;
  }

  long tag() {
    return tag;
  }

  /** What the file's own method would have returned. */
  int result() {
    return !write && done == 0 && length > 0 ? FileHandle.END : done;
  }

  /** Lets go of the file and the memory. */
  void over() throws IOException {
    File4 of = file();
    file = null;
    memory = NOTHING;
    of.requestOver();
  }

  @Override
  public boolean keeps() {
    return write;
  }

  @Override
  public void write(Calls4 calls) {
    int part = Math.min(length - done, write ? session.writeBytes() : session.readBytes());
    if (write) {
      Opens4.writeWrite(calls, file(), memory, start + done, part, offset + done);
    } else {
      read.expect(memory, start + done, part);
      Opens4.writeRead(calls, file(), part, offset + done);
    }
  }

  @Override
  public boolean place(XdrReader in, Place where) throws XdrException {
    return !write && read.place(in, where);
  }

  @Override
  public boolean take(int status, XdrReader in) throws IOException {
    boolean ended;
    if (write) {
      written.take(status, in);
      if (status == 0) {
        file().noted(written);
        done += written.count;
      }
      ended = written.count == 0;
    } else {
      read.take(status, in);
      done += read.count();
      ended = read.isEnd() || read.count() == 0;
    }
    if (status != 0) {
      throw file().failed(status, write ? "write" : "read", offset + done);
    }
    return !ended && done < length;
  }
}
