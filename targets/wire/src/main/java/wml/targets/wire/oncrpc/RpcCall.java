package wml.targets.wire.oncrpc;

/** One call as a server sees it. Reused by its connection: valid until the call returns. */
public final class RpcCall {
  private final BackCalls connection;
  int xid;
  int version;
  int procedure;
  Credential credential = new Credential.None();

  RpcCall(BackCalls connection) {
    this.connection = connection;
  }

  public int xid() {
    return xid;
  }

  public int version() {
    return version;
  }

  public int procedure() {
    return procedure;
  }

  public Credential credential() {
    return credential;
  }

  /** Where it came from; the same one for all calls of a connection. */
  public BackCalls connection() {
    return connection;
  }
}
