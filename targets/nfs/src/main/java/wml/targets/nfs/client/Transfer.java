package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * One read or write, by as many calls as it takes: what a call leaves, the next one asks for.
 * Reused by its queue.
 */
final class Transfer implements Requests.Request {
  private static final IoBuffer NOTHING = IoBuffer.allocate(0);

  private final int readBytes;
  private final int writeBytes;
  private final ReadAnswer read = new ReadAnswer();
  private final WriteAnswer written = new WriteAnswer();
  private @Nullable File3 file;
  private IoBuffer memory = NOTHING;
  private long start;
  private int length;
  private long offset;
  private long tag;
  private boolean write;
  private int done;
  private boolean ended;

  Transfer(int readBytes, int writeBytes) {
    this.readBytes = readBytes;
    this.writeBytes = writeBytes;
  }

  void set(File3 of, IoBuffer buffer, int bytes, long at, long name, boolean writes) {
    file = of;
    memory = buffer;
    start = buffer.start();
    length = bytes;
    offset = at;
    tag = name;
    write = writes;
    done = 0;
    ended = false;
  }

  private File3 file() {
    File3 of = file;
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
    File3 of = file();
    file = null;
    memory = NOTHING;
    of.requestOver();
  }

  @Override
  public void write(Calls3 through) {
    int part = Math.min(length - done, write ? writeBytes : readBytes);
    XdrWriter out = through.begin(write ? Nfs3.NFSPROC3_WRITE : Nfs3.NFSPROC3_READ);
    file().handle().write(out);
    out.putLong(offset + done).putInt(part);
    if (write) {
      out.putInt(file().stable());
      out.putOpaque(memory.memory(), start + done, part);
    } else {
      read.expect(memory, start + done, part);
    }
  }

  @Override
  public boolean place(XdrReader in, Place where) throws XdrException {
    return !write && read.place(in, where);
  }

  @Override
  public int take(XdrReader in) throws XdrException {
    if (write) {
      written.take(in);
      if (written.status == 0) {
        file().noted(written);
        done += written.count;
        ended = written.count == 0;
      }
      return written.status;
    }
    read.take(in);
    if (read.status() == 0) {
      done += read.count();
      ended = read.isEnd() || read.count() == 0;
    }
    return read.status();
  }

  @Override
  public boolean goesOn() {
    return !ended && done < length;
  }

  @Override
  public TargetException failed(int status) {
    return file().failed(status, write ? "write" : "read", offset + done);
  }
}
