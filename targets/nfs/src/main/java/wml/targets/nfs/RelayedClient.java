package wml.targets.nfs;

import java.io.IOException;
import wml.api.target.FileSystemSession;
import wml.targets.nfs.client.Client;
import wml.targets.wire.relay.Relay;

/** A client and the relay through which it talks to its server; closes both. */
record RelayedClient(Client client, Relay relay) implements Client {
  @Override
  public FileSystemSession connect() throws IOException {
    return client.connect();
  }

  @Override
  public void close() {
    client.close();
    relay.close();
  }
}
