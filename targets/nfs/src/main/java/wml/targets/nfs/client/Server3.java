package wml.targets.nfs.client;

import java.net.InetSocketAddress;
import wml.targets.wire.oncrpc.Credential;
import wml.targets.wire.oncrpc.RpcClient;

/**
 * Which server a client talks to, and how.
 *
 * @param mount where the MOUNT protocol is served
 * @param export path that is mounted
 * @param depth most calls under way on a connection, up to {@link #MOST_DEPTH}
 * @param patienceNanos how long a call is tried anew when its connection is lost
 */
public record Server3(
    InetSocketAddress nfs,
    InetSocketAddress mount,
    String export,
    Credential credential,
    int depth,
    long patienceNanos) {
  /** One place less than a connection has: a call that is waited for must find one. */
  public static final int MOST_DEPTH = RpcClient.MOST_DEPTH - 1;
}
