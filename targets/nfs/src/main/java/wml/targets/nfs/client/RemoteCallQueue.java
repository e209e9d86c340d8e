package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteOperation;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/**
 * Remote calls under way, of whichever version. What a path leads to is looked up when a call is
 * prepared; a handle that turns out to be stale is looked up once more, and the call sent again.
 * Owned by one thread.
 */
public final class RemoteCallQueue implements Capability.RemoteQueue {
  private final RemoteFiles session;
  private final HandleMemory handles = new HandleMemory();
  private final CallPipe pipe;
  private final NamedCall[] calls;
  private final int[] free;
  private int freeCount;
  private boolean closed;

  /** Whether calls were sent again, which are each once. */
  private boolean again;

  /**
   * @param pipe of these calls, by their indexes
   */
  public RemoteCallQueue(RemoteFiles session, CallPipe pipe, NamedCall[] calls) {
    this.session = session;
    this.pipe = pipe;
    this.calls = calls.clone();
    free = new int[calls.length];
    for (int i = 0; i < free.length; i++) {
      free[i] = free.length - 1 - i;
    }
    freeCount = free.length;
  }

  @Override
  public RemoteCall next() {
    if (freeCount == 0 || closed) {
      throw new IllegalStateException("no call is free");
    }
    return calls[free[freeCount - 1]];
  }

  @Override
  public void prepare(RemoteCall call) throws IOException {
    NamedCall own = calls[call.index];
    own.sentAgain = false;
    int limit =
        switch (own.operation) {
          case READ -> session.readBytes();
          case WRITE -> session.writeBytes();
          default -> Integer.MAX_VALUE;
        };
    if (own.length > limit) {
      String length = own.length + " bytes by one call; the server takes up to " + limit;
      throw new TargetException(ErrorKind.EINVAL, own.operation.toString(), length);
    }
    find(own);
  }

  private void find(NamedCall call) throws IOException {
    call.fromMemory = false;
    switch (call.operation) {
      case NULL -> {}
      case LOOKUP, CREATE, MKDIR, SYMLINK, MKNOD, REMOVE, RMDIR ->
          place(call, call.path, call.handle, call.name);
      case RENAME -> {
        place(call, call.path, call.handle, call.name);
        place(call, call.other, call.second, call.secondName);
      }
      case LINK -> {
        object(call, call.path);
        place(call, call.other, call.second, call.secondName);
      }
      default -> object(call, call.path);
    }
  }

  /** The directory and the name in it. */
  private void place(NamedCall call, FilePath path, Handle directory, Name name)
      throws IOException {
    Walk walk = session.walk();
    int status = walk.to(path);
    if (status == 0 && walk.name().length() == 0) {
      status = Nfs3.NFS3ERR_INVAL;
    }
    if (status != 0) {
      throw Status.failed(status, call.operation.toString(), path);
    }
    call.fromMemory |= walk.isFromMemory();
    directory.set(walk.directory());
    name.set(walk.name().array(), walk.name().length());
  }

  private void object(NamedCall call, FilePath path) throws IOException {
    if (call.file != null) {
      call.handle.set(session.handleOf(call.file));
    } else if (handles.find(path, call.handle)) {
      call.fromMemory = true;
    } else {
      int status = session.find(path, call.handle);
      if (status != 0) {
        throw Status.failed(status, call.operation.toString(), path);
      }
      handles.remember(path, call.handle);
    }
  }

  @Override
  public void begin(RemoteCall call) {
    int index = free[freeCount - 1];
    if (closed || call.index != index) {
      throw new IllegalStateException("not the call that is next");
    }
    freeCount--;
    calls[index].begun();
    pipe.begin(index);
  }

  @Override
  public int outstanding() {
    return pipe.outstanding();
  }

  @Override
  public int reap(int atLeast, long maxWaitNanos, Capability.RemoteCompletion each)
      throws IOException {
    int wanted = Math.min(atLeast, pipe.outstanding());
    pipe.await(wanted, maxWaitNanos);
    int reaped = take(each);
    if (reaped < wanted && again) {
      pipe.await(wanted - reaped, maxWaitNanos);
      reaped += take(each);
    }
    return reaped;
  }

  private int take(Capability.RemoteCompletion each) {
    again = false;
    int reaped = 0;
    for (int index = pipe.poll(); index >= 0; index = pipe.poll()) {
      NamedCall call = calls[index];
      IOException failure = pipe.failure(index);
      if (failure != null && call.fromMemory && !call.sentAgain && isStale(failure)) {
        failure = sendAgain(call);
        if (failure == null) {
          again = true;
          continue;
        }
      }
      reaped++;
      failure = over(call, failure);
      if (failure == null) {
        learn(call);
        each.completed(call);
      } else {
        each.failed(call, failure);
      }
    }
    return reaped;
  }

  private static boolean isStale(IOException failure) {
    return failure instanceof TargetException e && e.kind() == ErrorKind.ESTALE;
  }

  /** After what was remembered has gone; null if the call is under way again. */
  private @Nullable IOException sendAgain(NamedCall call) {
    call.sentAgain = true;
    handles.forget(call.path);
    session.walk().forget();
    try {
      find(call);
      pipe.begin(call.index);
      return null;
    } catch (IOException found) {
      return found;
    }
  }

  private @Nullable IOException over(NamedCall call, @Nullable IOException failure) {
    free[freeCount++] = call.index;
    try {
      call.over();
      return failure;
    } catch (IOException e) {
      return failure == null ? e : failure;
    }
  }

  /** What a call did to what paths lead to. */
  private void learn(NamedCall call) {
    if (call.operation == RemoteOperation.REMOVE
        || call.operation == RemoteOperation.RMDIR
        || call.operation == RemoteOperation.CREATE
        || call.operation == RemoteOperation.MKDIR) {
      handles.forget(call.path);
    } else if (call.operation == RemoteOperation.RENAME) {
      handles.forget(call.path);
      handles.forget(call.other);
      session.renamed(call.path);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      pipe.drain();
    } finally {
      for (int index = pipe.poll(); index >= 0; index = pipe.poll()) {
        over(calls[index], null);
      }
    }
  }
}
