package wml.flowops.rpc;

import java.io.IOException;
import wml.api.flowop.Readiness;
import wml.api.target.RemoteCall;

/**
 * What the calls of one flowop are about, and what becomes of filesets by them. Owned by one
 * thread; several calls may be under way, which are told apart by {@link RemoteCall#index}.
 */
interface Subject {
  /** Fills in a call. Nothing is held if the result is not {@link Readiness#READY}. */
  Readiness find(RemoteCall call) throws IOException;

  /** A call that was filled in is over, or was never sent. */
  default void over(RemoteCall call, boolean succeeded) {}
}
