package wml.targets.nfs.client;

import java.io.IOException;
import wml.api.target.RemoteCall;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;

/** A remote call, and what its paths lead to. Reused by its queue. */
public abstract class NamedCall extends RemoteCall {
  /** Of what it is about, or of the directory that holds the name. */
  public final Handle handle = new Handle();

  public final Name name = new Name();

  /** The second directory and name of RENAME and LINK. */
  public final Handle second = new Handle();

  public final Name secondName = new Name();

  /** Whether what it tells the server was remembered, and may be gone. */
  boolean fromMemory;

  boolean sentAgain;

  protected NamedCall(int index) {
    super(index);
  }

  /** It goes under way: its file stays. */
  protected abstract void begun();

  /** Lets go of the file. */
  protected abstract void over() throws IOException;
}
