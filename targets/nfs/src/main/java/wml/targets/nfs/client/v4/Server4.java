package wml.targets.nfs.client.v4;

import java.net.InetSocketAddress;
import wml.targets.wire.oncrpc.Credential;

/**
 * Which server a client talks to, and how.
 *
 * @param export path from the server's root
 * @param minor version: 1 or 2
 * @param depth most calls under way in a session
 * @param patienceNanos how long a call is tried anew
 * @param delegations whether the server may hand files over
 * @param use what the server is used for: some of {@code EXCHGID4_FLAG_USE_*}
 */
public record Server4(
    InetSocketAddress nfs,
    String export,
    Credential credential,
    int minor,
    int depth,
    long patienceNanos,
    boolean delegations,
    int use) {
  @Override
  public String toString() {
    return "NFS 4.%d of %s:%d".formatted(minor, nfs.getHostString(), nfs.getPort());
  }
}
