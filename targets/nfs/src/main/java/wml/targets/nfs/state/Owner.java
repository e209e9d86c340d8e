package wml.targets.nfs.state;

import wml.targets.wire.xdr.Opaque;

/** Whose an open or a lock is: {@code state_owner4} (RFC 8881), of one client. */
public record Owner(Client client, Opaque name) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Owner o && o.client == client && o.name.equals(name);
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(client) + name.hashCode();
  }
}
