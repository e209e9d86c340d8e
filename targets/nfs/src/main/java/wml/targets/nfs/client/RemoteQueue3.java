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
 * Calls of NFS 3 under way. What a path leads to is looked up when a call is prepared; a handle
 * that turns out to be stale is looked up once more, and the call sent again. Owned by one thread.
 */
final class RemoteQueue3 implements Capability.RemoteQueue {
  private final Session3 session;
  private final HandleMemory handles;
  private final Requests<Call3> requests;
  private final Requests.Slot<Call3>[] slots;
  private final int[] free;
  private int freeCount;
  private boolean closed;

  /** Whether calls were sent again, which are each once. */
  private boolean again;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  RemoteQueue3(Session3 session, HandleMemory handles, int depth) {
    this.session = session;
    this.handles = handles;
    requests = new Requests<>(session.calls(), depth);
    slots = new Requests.Slot[depth];
    free = new int[depth];
    for (int i = 0; i < depth; i++) {
      slots[i] = new Requests.Slot<>(requests, new Call3(i));
      free[i] = depth - 1 - i;
    }
    freeCount = depth;
  }

  @Override
  public RemoteCall next() {
    if (freeCount == 0 || closed) {
      throw new IllegalStateException("no call is free");
    }
    return slots[free[freeCount - 1]].request;
  }

  @Override
  public void prepare(RemoteCall call) throws IOException {
    Call3 own = slots[call.index].request;
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

  private void find(Call3 call) throws IOException {
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
  private void place(Call3 call, FilePath path, Handle directory, Name name) throws IOException {
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

  private void object(Call3 call, FilePath path) throws IOException {
    if (call.file != null) {
      call.handle.set(File3.of(call.file).handle());
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
    if (call.file != null) {
      File3.of(call.file).requestBegun();
    }
    requests.begin(slots[index]);
  }

  @Override
  public int outstanding() {
    return requests.outstanding();
  }

  @Override
  public int reap(int atLeast, long maxWaitNanos, Capability.RemoteCompletion each)
      throws IOException {
    int wanted = Math.min(atLeast, requests.outstanding());
    requests.await(wanted, maxWaitNanos);
    int reaped = take(each);
    if (reaped < wanted && again) {
      requests.await(wanted - reaped, maxWaitNanos);
      reaped += take(each);
    }
    return reaped;
  }

  private int take(Capability.RemoteCompletion each) {
    again = false;
    int reaped = 0;
    for (var slot = requests.poll(); slot != null; slot = requests.poll()) {
      if (isSentAgain(slot)) {
        again = true;
        continue;
      }
      reaped++;
      IOException failure = over(slot);
      if (failure == null) {
        learn(slot.request);
        each.completed(slot.request);
      } else {
        each.failed(slot.request, failure);
      }
    }
    return reaped;
  }

  /** Whether a call that failed on what was remembered is under way again. */
  private boolean isSentAgain(Requests.Slot<Call3> slot) {
    Call3 call = slot.request;
    if (!call.fromMemory
        || call.sentAgain
        || !(slot.failure instanceof TargetException e && e.kind() == ErrorKind.ESTALE)) {
      return false;
    }
    call.sentAgain = true;
    handles.forget(call.path);
    session.walk().forget();
    try {
      find(call);
      requests.begin(slot);
      return true;
    } catch (IOException found) {
      slot.failure = found;
      return false;
    }
  }

  private @Nullable IOException over(Requests.Slot<Call3> slot) {
    IOException failure = slot.failure;
    slot.failure = null;
    try {
      slot.request.over();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
    free[freeCount++] = slot.request.index;
    return failure;
  }

  /** What a call did to what paths lead to. */
  private void learn(Call3 call) {
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
      requests.drain();
    } finally {
      for (var slot = requests.poll(); slot != null; slot = requests.poll()) {
        over(slot);
      }
    }
  }
}
