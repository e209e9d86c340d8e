package wml.targets.wire.oncrpc;

/** One call as a server sees it. Reused by its connection: valid until the call returns. */
public final class RpcCall {
  private final Object connection;
  int xid;
  int version;
  int procedure;
  Credential credential = new Credential.None();

  RpcCall(Object connection) {
    this.connection = connection;
  }

  /** Stands for the connection that it came by, and is equal to nothing else. */
  public Object connection() {
    return connection;
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
}
