package wml.targets.nfs.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import wml.targets.wire.xdr.Opaque;

/**
 * Clients that may reclaim what they held before a restart, on storage (RFC 8881, section 8.4.2.1).
 * A text file: a line with the number of the server's start, then "+" or "-" and a client's owner
 * in hexadecimal, each synced before the client is answered; rewritten at each start. Guarded by
 * the lock of {@link ServerState}.
 */
public final class ClientRecords implements AutoCloseable {
  private static final String FILE = "nfs4-clients";
  private static final int MOST_LINES = 1 << 20;

  private final Path path;
  private final int boot;
  private final Set<Opaque> before;
  private final FileChannel log;

  private ClientRecords(Path path, int boot, Set<Opaque> before, FileChannel log) {
    this.path = path;
    this.boot = boot;
    this.before = before;
    this.log = log;
  }

  /**
   * Begins a new start of the server.
   *
   * @param directory is made if it is not there
   * @throws IOException also if the file is none of ours, with its path and line
   */
  public static ClientRecords open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path path = directory.resolve(FILE);
    int boot = 1;
    Set<Opaque> clients = new LinkedHashSet<>();
    if (Files.exists(path)) {
      List<String> lines = Files.readAllLines(path, StandardCharsets.ISO_8859_1);
      try {
        boot = 1 + Integer.parseInt(lines.getFirst().strip());
        for (String line : lines.subList(1, lines.size())) {
          apply(line, clients);
        }
      } catch (RuntimeException e) {
        throw new IOException(
            path + " holds no clients of an NFS server; move it away to start without them", e);
      }
    }
    Path fresh = directory.resolve(FILE + ".new");
    StringBuilder text = new StringBuilder().append(boot).append('\n');
    clients.forEach(c -> text.append('+').append(c).append('\n'));
    FileChannel log =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    append(log, text.toString());
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
      entry.force(true);
    }
    return new ClientRecords(path, boot, clients, log);
  }

  /** A last line that was cut off by a crash was never promised to anybody. */
  private static void apply(String line, Set<Opaque> clients) {
    boolean whole = line.length() > 1 && line.length() % 2 == 1;
    if (!whole || clients.size() > MOST_LINES) {
      return;
    }
    Opaque owner = Opaque.of(HexFormat.of().parseHex(line.substring(1)));
    switch (line.charAt(0)) {
      case '+' -> clients.add(owner);
      case '-' -> clients.remove(owner);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private static void append(FileChannel log, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      log.write(bytes);
    }
    log.force(false);
  }

  /** How often a server was started with this directory. */
  int boot() {
    return boot;
  }

  /** Those that were recorded when the server started. */
  Set<Opaque> before() {
    return before;
  }

  void add(Opaque owner) throws IOException {
    record('+', owner);
  }

  void remove(Opaque owner) throws IOException {
    record('-', owner);
  }

  private void record(char sign, Opaque owner) throws IOException {
    try {
      append(log, sign + owner.toString() + "\n");
    } catch (IOException e) {
      throw new IOException("record a client in " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
