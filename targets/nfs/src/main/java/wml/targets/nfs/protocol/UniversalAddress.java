package wml.targets.nfs.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import wml.targets.wire.xdr.XdrException;

/** Where a server listens, as text: the address, and two numbers for the port (RFC 5665). */
public final class UniversalAddress {
  private static final int BYTE = 256;

  private UniversalAddress() {}

  public static String of(InetSocketAddress address) {
    return "%s.%d.%d"
        .formatted(
            address.getAddress().getHostAddress(),
            address.getPort() / BYTE,
            address.getPort() % BYTE);
  }

  /** The transport's name: {@code tcp} or {@code tcp6}. */
  public static String netid(InetSocketAddress address) {
    return address.getAddress() instanceof java.net.Inet6Address ? "tcp6" : "tcp";
  }

  /**
   * @throws XdrException if it is none; host names are none
   */
  public static InetSocketAddress parse(String text) throws XdrException {
    int low = text.lastIndexOf('.');
    int high = text.lastIndexOf('.', low - 1);
    try {
      String host = text.substring(0, Math.max(0, high));
      int port = part(text, high + 1, low) * BYTE + part(text, low + 1, text.length());
      return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      // Said below.
    }
    throw new XdrException("'" + text + "' is no universal address");
  }

  private static int part(String text, int begin, int end) {
    int value = Integer.parseInt(text, begin, end, 10);
    if (value < 0 || value >= BYTE) {
      throw new NumberFormatException(text);
    }
    return value;
  }
}
