package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import wml.api.target.FilePath;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.StateId;

/**
 * A file that the server handed over for reading (RFC 8881, section 10.4): as long as that holds,
 * it is opened and asked about here. One open of it stays at the server, whose stateid all who open
 * it here read by, so that nothing needs to be done for them when the server takes it back. For any
 * thread.
 */
final class Delegation4 {
  private final byte[] path;
  private final File4 anchor;
  private final StateId stateid;
  private final FileAttributes attributes;

  /** Who has it open here, and the table. The last one closes it at the server. */
  private final AtomicInteger users = new AtomicInteger(1);

  private volatile boolean valid = true;

  /**
   * @param anchor the open that stays at the server
   */
  Delegation4(byte[] path, File4 anchor, StateId stateid, FileAttributes attributes) {
    this.path = path;
    this.anchor = anchor;
    this.stateid = stateid;
    this.attributes = attributes;
  }

  boolean isOf(FilePath other) {
    if (other.length() != path.length) {
      return false;
    }
    for (int i = 0; i < path.length; i++) {
      if (path[i] != other.byteAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether its path is another one, or leads through it. */
  boolean isWithin(FilePath other) {
    int length = other.length();
    if (path.length < length || (path.length > length && path[length] != '/')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (path[i] != other.byteAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean isCalled(StateId other) {
    return stateid.isSameState(other);
  }

  File4 anchor() {
    return anchor;
  }

  StateId stateid() {
    return stateid;
  }

  FileAttributes attributes() {
    return attributes;
  }

  /** Whether nobody changes the file unless this client is told first. */
  boolean isValid() {
    return valid;
  }

  void end() {
    valid = false;
  }

  /** One more has it open; false if it is too late for that. */
  boolean enter() {
    int now;
    do {
      now = users.get();
      if (now == 0 || !valid) {
        return false;
      }
    } while (!users.compareAndSet(now, now + 1));
    return true;
  }

  /** One fewer. */
  void leave(Client4 client, Opens4 opens) throws IOException {
    if (users.decrementAndGet() == 0) {
      client.remove(anchor);
      client.names().closed(anchor.letGo());
      opens.close(anchor);
    }
  }
}
