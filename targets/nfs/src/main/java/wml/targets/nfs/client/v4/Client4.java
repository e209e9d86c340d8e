package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import wml.api.target.CallTrace;
import wml.api.target.ErrorKind;
import wml.api.target.FileSystemSession;
import wml.api.target.TargetException;
import wml.targets.nfs.client.Client;
import wml.targets.nfs.client.OpenNames;
import wml.targets.nfs.protocol.FileSystemFacts;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.oncrpc.RpcException;

/**
 * A client of one export of an NFS 4.1 or 4.2 server: one client id, and what its sessions share.
 * Each worker thread has a session and a connection of its own, so that threads never wait for one
 * another; a further session, of {@link Lease}, keeps the lease of them all and is what the server
 * calls back by.
 *
 * <p>When the server has forgotten the client, the first thread to notice gets back what all of its
 * sessions had open, while the others wait ({@link #renew}).
 */
public final class Client4 implements Client {
  private static final int MOST_DATA = 1 << 20;

  private final Server4 server;
  private final String name;
  private final @Nullable CallTrace trace;
  private final long verifier = System.nanoTime();
  private final OpenNames names;
  private final Handle root = new Handle();
  private final Set<File4> files = ConcurrentHashMap.newKeySet();
  private final Delegations4 delegations = new Delegations4(this);
  private final AtomicLong owners = new AtomicLong();
  private @Nullable Lease lease;
  private int readBytes;
  private int writeBytes;
  private volatile long clientId;
  private boolean known;
  private int sessionSequence;

  private Client4(Server4 server, String name, @Nullable CallTrace trace) {
    this.server = server;
    this.name = name;
    this.trace = trace;
    names = new OpenNames(".nfs" + name + "-");
  }

  /**
   * Introduces the client and finds the export.
   *
   * @param name of this client, unlike that of any other
   * @param trace takes all calls; null if nobody asks
   */
  public static Client4 attach(Server4 server, String name, @Nullable CallTrace trace)
      throws IOException {
    Client4 client = new Client4(server, name, trace);
    Calls4 calls = new Calls4(client);
    try {
      calls.establishment().wantBackChannel();
      client.renew(calls);
      FileSystemFacts limits = calls.establishment().find(client.root);
      client.readBytes = limit(limits.mostRead, calls.establishment().responseBytes());
      client.writeBytes = limit(limits.mostWrite, calls.establishment().requestBytes());
      client.lease = Lease.start(client, calls, limits.leaseSeconds);
      return client;
    } catch (RpcException e) {
      calls.close();
      throw refusal(server, e);
    } catch (IOException e) {
      calls.close();
      throw e;
    }
  }

  private static int limit(long said, int message) {
    return (int)
        Math.min(Math.min(said <= 0 ? MOST_DATA : said, MOST_DATA), message - Calls4.HEAD_BYTES);
  }

  private static IOException refusal(Server4 server, RpcException e) {
    String remedy =
        switch (e.reason()) {
          case VERSION_MISMATCH -> "it does not serve version 4 (%s); try vers=3";
          case PROGRAM_UNAVAILABLE -> "what listens there is no NFS server (%s); check port=";
          case AUTHENTICATION -> "it takes no calls of this uid and gid (%s); check its exports";
          default -> "%s";
        };
    TargetException out =
        new TargetException(
            e.reason() == RpcException.Reason.AUTHENTICATION ? ErrorKind.EACCES : ErrorKind.ENOTSUP,
            "attach to",
            server + ": " + remedy.formatted(e.getMessage()));
    out.initCause(e);
    return out;
  }

  @Override
  public FileSystemSession connect() throws IOException {
    Calls4 calls = new Calls4(this);
    try {
      renew(calls);
      return new Session4(this, calls);
    } catch (IOException e) {
      calls.close();
      throw e;
    }
  }

  Server4 server() {
    return server;
  }

  @Nullable CallTrace trace() {
    return trace;
  }

  String name() {
    return name;
  }

  /** Of this start of the client: another one says that what it held before is no longer used. */
  long verifier() {
    return verifier;
  }

  OpenNames names() {
    return names;
  }

  Handle root() {
    return root;
  }

  int readBytes() {
    return readBytes;
  }

  int writeBytes() {
    return writeBytes;
  }

  long clientId() {
    return clientId;
  }

  /** A file object, which stays known for as long as the client. */
  void add(File4 file) {
    files.add(file);
  }

  void remove(File4 file) {
    files.remove(file);
  }

  Delegations4 delegations() {
    return delegations;
  }

  /** Of an open or of locks: no two files have the same. */
  long nextOwner() {
    return owners.incrementAndGet();
  }

  /**
   * Gives a connection a new session. If the server knows this client no longer, it gets to know it
   * again, and what is open in any session is reclaimed: one thread does that for all.
   */
  synchronized void renew(Calls4 calls) throws IOException {
    while (true) {
      if (known) {
        int status = calls.establishment().createSession(clientId, sessionSequence);
        if (status == 0) {
          sessionSequence++;
          return;
        }
        if (status == Nfs4.NFS4ERR_DELAY) {
          calls.waitAWhile(status);
          continue;
        }
        if (status != Nfs4.NFS4ERR_STALE_CLIENTID && status != Nfs4.NFS4ERR_SEQ_MISORDERED) {
          throw States.refused(server, status);
        }
      }
      if (introduce(calls)) {
        return;
      }
    }
  }

  /** False: the server forgot the client while that went on. */
  private boolean introduce(Calls4 calls) throws IOException {
    Establishment.Introduced introduced = calls.establishment().exchangeId();
    clientId = introduced.id();
    sessionSequence = introduced.sequence();
    int status = calls.establishment().createSession(clientId, sessionSequence);
    if (status == Nfs4.NFS4ERR_STALE_CLIENTID || status == Nfs4.NFS4ERR_DELAY) {
      calls.waitAWhile(status);
      return false;
    }
    if (status != 0) {
      throw States.refused(server, status);
    }
    sessionSequence++;
    known = true;
    for (File4 each : files) {
      each.reclaim(calls, this);
    }
    for (File4 each : files) {
      each.followAnchor(calls, this);
    }
    calls.establishment().reclaimComplete();
    delegations.dropAll(new Opens4(this, calls));
    return true;
  }

  @Override
  public void close() {
    Lease its = lease;
    if (its != null) {
      its.close();
    }
  }
}
