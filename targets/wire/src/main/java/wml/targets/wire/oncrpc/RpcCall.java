package wml.targets.wire.oncrpc;

/** One call as a server sees it. Reused by its connection: valid until the call returns. */
public final class RpcCall {
  int xid;
  int version;
  int procedure;
  Credential credential = new Credential.None();

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
