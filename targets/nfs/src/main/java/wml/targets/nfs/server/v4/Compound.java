package wml.targets.nfs.server.v4;

import org.jspecify.annotations.Nullable;
import wml.targets.nfs.policy.Caller;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.state.Client;
import wml.targets.nfs.state.FileKey;
import wml.targets.nfs.state.ServerState;
import wml.targets.nfs.state.Session;
import wml.targets.nfs.state.Slot;
import wml.targets.nfs.state.State;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.RpcCall;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * What the operations of one COMPOUND share: the current and the saved file, the session, the
 * caller, the message. One per connection, reused, confined to its thread.
 */
final class Compound {
  final FileStore store;
  final ServerState state;

  /** Most data of one READ or WRITE. */
  final int dataBytes;

  /** Attributes and names for whoever is at work. */
  final FileAttributes attributes = new FileAttributes();

  final FileAttributes others = new FileAttributes();
  final Name name = new Name();
  final Name secondName = new Name();
  final Handle found = new Handle();
  final StateId stateId = new StateId();
  final FileKey key = new FileKey();

  private final Handle current = new Handle();
  private final Handle saved = new Handle();
  private final StateId currentState = new StateId();
  private final StateId savedState = new StateId();
  private boolean hasCurrent;
  private boolean hasSaved;
  private boolean keepBody;

  private XdrReader in = new XdrReader();
  private XdrWriter out = new XdrWriter(64, 64);
  private @Nullable RpcCall call;
  private Caller caller = new Caller(Caller.NOBODY, Caller.NOBODY, java.util.List.of());
  private @Nullable Session session;
  private @Nullable Slot slot;
  private @Nullable Slot repeated;
  boolean cacheThis;

  /** Which operation it is, from 0, and of how many. */
  int index;

  int count;
  int minor;

  /** Bytes of the call, with what stands before the arguments. */
  int requestBytes;

  /** Where its arguments stand in the reader's buffer. */
  int requestBegin;

  int requestEnd;

  /** Bytes of the answer before the first result, with what stands before the results. */
  int replyBytes;

  Compound(FileStore store, ServerState state, int dataBytes) {
    this.store = store;
    this.state = state;
    this.dataBytes = dataBytes;
  }

  void begin(RpcCall newCall, Caller newCaller, XdrReader newIn, XdrWriter newOut) {
    call = newCall;
    caller = newCaller;
    in = newIn;
    out = newOut;
    hasCurrent = false;
    hasSaved = false;
    currentState.anonymous();
    savedState.anonymous();
    session = null;
    slot = null;
    repeated = null;
    cacheThis = false;
  }

  XdrReader in() {
    return in;
  }

  XdrWriter out() {
    return out;
  }

  Caller caller() {
    return caller;
  }

  RpcCall call() {
    RpcCall now = call;
    if (now == null) {
      throw new IllegalStateException("no call is under way");
    }
    return now;
  }

  @Nullable Session sessionOrNull() {
    return session;
  }

  Session session() {
    Session now = session;
    if (now == null) {
      throw new IllegalStateException("an operation without a session");
    }
    return now;
  }

  Client client() {
    return session().client();
  }

  @Nullable Slot slot() {
    return slot;
  }

  void sequenced(Session newSession, Slot newSlot) {
    session = newSession;
    slot = newSlot;
  }

  /** The call was carried out before, in a slot. */
  void repeats(Slot of) {
    repeated = of;
  }

  Slot repeated() {
    Slot of = repeated;
    if (of == null) {
      throw new IllegalStateException("nothing is repeated");
    }
    return of;
  }

  // --- the current file

  boolean hasCurrent() {
    return hasCurrent;
  }

  /** NOFILEHANDLE, else 0. */
  int needsCurrent() {
    return hasCurrent ? 0 : Nfs4.NFS4ERR_NOFILEHANDLE;
  }

  Handle current() {
    return current;
  }

  Handle saved() {
    return saved;
  }

  boolean hasSaved() {
    return hasSaved;
  }

  /** Another file is the current one; nothing is known of a state of it. */
  void setCurrent(Handle to) {
    current.set(to);
    hasCurrent = true;
    currentState.anonymous();
  }

  /** No file is the current one any more. */
  void forgetCurrent() {
    hasCurrent = false;
  }

  void save() {
    saved.set(current);
    savedState.set(currentState);
    hasSaved = true;
  }

  void restore() {
    current.set(saved);
    currentState.set(savedState);
    hasCurrent = true;
  }

  /** The current file's attributes, in {@link #attributes}. */
  int readCurrent() {
    return hasCurrent
        ? Statuses.of(store.attributes(current, attributes))
        : Nfs4.NFS4ERR_NOFILEHANDLE;
  }

  // --- stateids

  /** Reads a stateid, in {@link #stateId}; the current one is replaced by what it stands for. */
  StateId readStateId() throws XdrException {
    stateId.read(in);
    if (stateId.isCurrent()) {
      stateId.set(currentState);
    }
    return stateId;
  }

  void setCurrentState(StateId to) {
    currentState.set(to);
  }

  /** The state of {@link #stateId}; null if there is none that this client may use. */
  @Nullable State findState() {
    return state.find(stateId);
  }

  /** Whether this client may use a state for the current file: a status. */
  int checkState(@Nullable State found) {
    return state.check(found, stateId, client(), current);
  }

  FileKey keyOf(Handle handle) {
    return key.set(handle);
  }

  // --- results

  /** What an operation wrote stays, though it fails. */
  int keepBody(int status) {
    keepBody = true;
    return status;
  }

  boolean takesBodyBack() {
    boolean back = !keepBody;
    keepBody = false;
    return back;
  }

  /**
   * Reads a name of a directory's entry.
   *
   * @return a status: what is no name is INVAL, BADCHAR, BADNAME or NAMETOOLONG
   */
  int readName(Name into) throws XdrException {
    int length = in.opaqueLength(in.remaining());
    if (length > Name.MOST_BYTES) {
      in.skip(length);
      return Nfs4.NFS4ERR_NAMETOOLONG;
    }
    in.fixed(into.room(length), length);
    into.length(length);
    return Names4.refusal(into);
  }
}
