package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and loses connections with the answers that come. */
final class CuttingRelay implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket socket;
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  CuttingRelay(InetSocketAddress server) throws IOException {
    this.server = server;
    socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  /** The next answer gets lost, and its connection with it. */
  void cutAtNextAnswer() {
    cuts.incrementAndGet();
  }

  /** How many connections were cut. */
  int done() {
    return done.get();
  }

  private void accept() {
    while (true) {
      try {
        Socket client = socket.accept();
        Socket behind = new Socket();
        behind.connect(server);
        client.setTcpNoDelay(true);
        behind.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pump(client, behind, false));
        Thread.ofVirtual().start(() -> pump(behind, client, true));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (answers && cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          done.incrementAndGet();
          return;
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // the other direction has closed them
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
