package wml.targets.nfs.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.targets.wire.xdr.Opaque;

/** A client that made itself known. Guarded by the lock of {@link ServerState}. */
public final class Client {
  final long id;
  final Opaque owner;
  final long verifier;
  final Principal principal;
  final List<Session> sessions = new ArrayList<>(2);
  final Set<State> states = new HashSet<>();
  boolean confirmed;
  boolean destroyed;
  volatile boolean reclaimComplete;

  /** Number of the last CREATE_SESSION that was carried out, and its answer. */
  int createSequence;

  byte @Nullable [] createReply;
  private volatile long renewedNanos;
  private volatile boolean someRevoked;

  Client(long id, Opaque owner, long verifier, Principal principal, long nowNanos) {
    this.id = id;
    this.owner = owner;
    this.verifier = verifier;
    this.principal = principal;
    renewedNanos = nowNanos;
  }

  public long id() {
    return id;
  }

  public boolean isReclaimComplete() {
    return reclaimComplete;
  }

  public int createSequence() {
    return createSequence;
  }

  public void renewed(long nowNanos) {
    renewedNanos = nowNanos;
  }

  long renewedNanos() {
    return renewedNanos;
  }

  /** Whether it lost something that it has not yet given up. */
  public boolean hasRevoked() {
    return someRevoked;
  }

  void revoked(boolean some) {
    someRevoked = some;
  }
}
