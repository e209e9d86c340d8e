package wml.targets.nfs.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.nfs.store.FileStore;

/**
 * All that clients hold of a server. One lock guards it; finding a session, a slot or a state for a
 * data operation takes none. The store is called under the lock only to keep a file, and to let it
 * go.
 */
public final class ServerState implements AutoCloseable {
  final ReentrantLock lock = new ReentrantLock();
  final StateTable states;
  final Map<FileKey, FileState> files = new HashMap<>();
  final Grace grace;
  private final FileStore store;
  private final StateOptions options;
  private final int epoch;
  private final Sessions sessions;
  private final Clients clients;
  private final Opens opens;
  private final Locks locks;
  private final Delegations delegations;

  public ServerState(FileStore store, StateOptions options) {
    this.store = store;
    this.options = options;
    ClientRecords records = options.records();
    epoch =
        records == null
            ? (int) (System.currentTimeMillis() * 31 ^ System.nanoTime()) | 1
            : records.boot();
    states = new StateTable(epoch);
    grace = new Grace(records, now(), options.leaseNanos());
    sessions = new Sessions(this);
    clients = new Clients(this);
    opens = new Opens(this);
    locks = new Locks(this);
    delegations = new Delegations(this);
  }

  public StateOptions options() {
    return options;
  }

  public int epoch() {
    return epoch;
  }

  public Sessions sessions() {
    return sessions;
  }

  public Clients clients() {
    return clients;
  }

  public Opens opens() {
    return opens;
  }

  public Locks locks() {
    return locks;
  }

  public Delegations delegations() {
    return delegations;
  }

  public long now() {
    return options.nanoClock().getAsLong();
  }

  /** The state of a stateid, whosever it is; null if there is none. Takes no lock. */
  public @Nullable State find(StateId id) {
    return states.find(id);
  }

  /**
   * Whether a client may use a state (RFC 8881, section 8.2.4). Takes no lock.
   *
   * @param file that it must be of; null: any
   * @return a status
   */
  public int check(@Nullable State state, StateId id, Client client, @Nullable Handle file) {
    if (state == null || state.client() != client) {
      return Nfs4.NFS4ERR_BAD_STATEID;
    }
    if (state.isRevoked()) {
      return state instanceof Delegation ? Nfs4.NFS4ERR_DELEG_REVOKED : Nfs4.NFS4ERR_EXPIRED;
    }
    if (id.seqid != 0 && id.seqid != state.seqid()) {
      return id.seqid - state.seqid() < 0 ? Nfs4.NFS4ERR_OLD_STATEID : Nfs4.NFS4ERR_BAD_STATEID;
    }
    return file == null || state.file().handle().is(file) ? 0 : Nfs4.NFS4ERR_BAD_STATEID;
  }

  /** Whether a silent client has lost its right to what it holds. */
  boolean isExpired(Client client) {
    return now() - client.renewedNanos() > options.leaseNanos();
  }

  /**
   * Whether nothing new may be held now: GRACE, else 0.
   *
   * @param client must have said that it has reclaimed all that it wants
   */
  public int refusalOfNew(Client client) {
    if (!client.isReclaimComplete() || duringGrace()) {
      return Nfs4.NFS4ERR_GRACE;
    }
    return 0;
  }

  public boolean duringGrace() {
    if (grace.isOver()) {
      return false;
    }
    lock.lock();
    try {
      return grace.lasts(now());
    } finally {
      lock.unlock();
    }
  }

  /** Whether a client may not reclaim: NO_GRACE or RECLAIM_BAD, else 0. */
  public int refusalOfReclaim(Client client) {
    if (client.isReclaimComplete() || !duringGrace()) {
      return Nfs4.NFS4ERR_NO_GRACE;
    }
    lock.lock();
    try {
      return grace.knew(client.owner) ? 0 : Nfs4.NFS4ERR_RECLAIM_BAD;
    } finally {
      lock.unlock();
    }
  }

  /** RECLAIM_COMPLETE. */
  public int reclaimed(Client client) throws IOException {
    lock.lock();
    try {
      if (client.reclaimComplete) {
        return Nfs4.NFS4ERR_COMPLETE_ALREADY;
      }
      grace.completed(client.owner);
      client.reclaimComplete = true;
      return 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What is held of a file; made, and the file kept, if there is nothing yet. Null if it is gone.
   */
  @Nullable FileState hold(FileKey key) {
    FileState found = files.get(key);
    if (found == null && store.pin(key.handle()) == 0) {
      FileKey own = key.copy();
      found = new FileState(own);
      files.put(own, found);
    }
    return found;
  }

  /** Lets a file go if nobody holds anything of it. */
  void release(FileState file) {
    if (file.isUnused() && files.remove(file.key()) != null) {
      store.unpin(file.handle());
    }
  }

  /** Gives a state its place; false if there are too many. */
  boolean add(State state) {
    if (states.isFull()) {
      return false;
    }
    states.add(state);
    state.client.states.add(state);
    return true;
  }

  /** A state of any kind ends. */
  void end(State state) {
    FileState file = state.file;
    switch (state) {
      case OpenState open -> {
        for (LockState locker : new ArrayList<>(file.lockers)) {
          if (locker.open == open) {
            end(locker);
          }
        }
        if (file.opens.remove(open)) {
          opens.ended(open);
        }
      }
      case LockState locker -> {
        file.ranges.unlockAll(locker);
        file.lockers.remove(locker);
      }
      case Delegation delegation -> {
        if (file.delegations.remove(delegation)) {
          delegations.ended();
        }
      }
      default -> file.others.remove(state);
    }
    states.remove(state);
    state.client.states.remove(state);
    release(file);
  }

  /** Whether a holder that stands in the way has gone silent; then it holds nothing any more. */
  boolean yields(Client holder) {
    if (!isExpired(holder)) {
      return false;
    }
    clients.destroy(holder);
    return true;
  }

  /** Lets go of all files. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      files.keySet().forEach(key -> store.unpin(key.handle()));
      files.clear();
      sessions.clear();
    } finally {
      lock.unlock();
    }
    ClientRecords records = options.records();
    if (records != null) {
      records.close();
    }
  }
}
