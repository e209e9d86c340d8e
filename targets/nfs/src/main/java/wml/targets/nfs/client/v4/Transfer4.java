package wml.targets.nfs.client.v4;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.targets.wire.oncrpc.Place;
import wml.targets.wire.oncrpc.ReplyHandler;
import wml.targets.wire.oncrpc.RpcException;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;

/**
 * One read or write, by as many calls as it takes: what a call leaves, the next one asks for. It
 * keeps its slot while its connection is lost, so that the server knows the call again. Reused by
 * its queue.
 */
final class Transfer4 implements ReplyHandler {
  private static final IoBuffer NOTHING = IoBuffer.allocate(0);

  private final TransferQueue4 queue;
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
  private boolean ended;
  private int slot = -1;
  private int era;

  /** Why there is no result; null if there is one. */
  @Nullable IOException failure;

  Transfer4(TransferQueue4 queue, Session4 session) {
    this.queue = queue;
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
    ended = false;
    failure = null;
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

  /** Whether it has a slot of the session, by now. */
  boolean takeSlot(Slots slots) {
    if (slot < 0 || era != slots.era()) {
      slot = slots.takeUnlessLast();
      era = slots.era();
    }
    return slot >= 0;
  }

  /** Writes the next call and hands it to the connection. */
  void send(Calls4 calls) throws IOException {
    int part = Math.min(length - done, write ? session.writeBytes() : session.readBytes());
    calls.open();
    calls.sequence(slot, write);
    if (write) {
      Opens4.writeWrite(calls, file(), memory, start + done, part, offset + done);
    } else {
      read.expect(memory, start + done, part);
      Opens4.writeRead(calls, file(), part, offset + done);
    }
    calls.end(this, 0);
  }

  @Override
  public boolean place(long name, XdrReader in, Place where) throws XdrException {
    return !write && read.place(in, where);
  }

  @Override
  public void succeeded(long name, XdrReader in) {
    Calls4 calls = session.calls();
    try {
      switch (calls.judge(in, slot, era)) {
        case DONE -> {
          release();
          take(calls.status(), in);
        }
        case AGAIN, AFTER_REPAIR -> queue.again(this);
        case LATER -> queue.later(this, calls.status());
        case REFUSED -> {
          slot = -1;
          queue.end(this, States.refused(session.server(), calls.status()));
        }
      }
    } catch (XdrException e) {
      queue.end(this, e); // not the failure of whoever receives just now
    }
  }

  private void release() {
    session.calls().slots().release(slot, era);
    slot = -1;
  }

  private void take(int status, XdrReader in) throws XdrException {
    if (write) {
      written.take(status, in);
      if (status == 0) {
        file().noted(written);
        done += written.count;
        ended = written.count == 0;
      }
    } else {
      read.take(status, in);
      done += read.count();
      ended = status == 0 && (read.isEnd() || read.count() == 0);
    }
    if (status != 0) {
      TargetException why = file().failed(status, write ? "write" : "read", offset + done);
      queue.end(this, why);
    } else if (!ended && done < length) {
      queue.again(this);
    } else {
      queue.end(this, null);
    }
  }

  @Override
  public void failed(long name, RpcException reason) {
    if (reason.reason() == RpcException.Reason.DISCONNECTED) {
      queue.again(this);
    } else {
      slot = -1;
      queue.end(this, reason);
    }
  }
}
