package wml.targets.nfs.client;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wml.api.target.FilePath;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/**
 * From a path to the directory that holds its last name. Directories are remembered by the text
 * before that name; one that has gone shows by a stale handle, and the path is walked anew. Owned
 * by one session; remembering allocates, nothing else does.
 */
public final class Walk {
  private static final int SLOTS = 256;
  private static final int MOST_LINKS = 16;

  private static final class Remembered {
    byte[] text = new byte[0];
    final Handle handle = new Handle();
  }

  private final Resolver calls;
  private final OpenNames shared;
  private final Handle root;
  private final @Nullable Remembered[] slots = new Remembered[SLOTS];
  private final Handle directory = new Handle();
  private final Handle next = new Handle();
  private final FileAttributes attributes = new FileAttributes();
  private final Name name = new Name();
  private final Name part = new Name();
  private long moves;
  private boolean fromMemory;

  public Walk(Resolver calls, OpenNames shared, Handle root) {
    this.calls = calls;
    this.shared = shared;
    this.root = root;
    moves = shared.moves();
  }

  /** The directory that the last path led to. */
  public Handle directory() {
    return directory;
  }

  /** Its last name; empty if the path is the root itself. */
  public Name name() {
    return name;
  }

  /**
   * Whether a failure may come from a directory that was remembered and has gone; it is forgotten
   * then, and {@link #to} should be tried again.
   */
  public boolean isWorthAgain(int status) {
    if (!fromMemory || (status != Nfs3.NFS3ERR_STALE && status != Nfs3.NFS3ERR_BADHANDLE)) {
      return false;
    }
    forget();
    return true;
  }

  /** Whether the last path's directory was remembered. */
  public boolean isFromMemory() {
    return fromMemory;
  }

  /** Forgets all directories. */
  public void forget() {
    Arrays.fill(slots, null);
  }

  /** Goes to the directory of a path's last name; returns a status. */
  public int to(FilePath path) throws IOException {
    if (moves != shared.moves()) {
      moves = shared.moves();
      Arrays.fill(slots, null);
    }
    int end = path.length();
    while (end > 0 && path.byteAt(end - 1) == '/') {
      end--;
    }
    int begin = end;
    while (begin > 0 && path.byteAt(begin - 1) != '/') {
      begin--;
    }
    set(name, path, begin, end);
    int parent = begin;
    while (parent > 0 && path.byteAt(parent - 1) == '/') {
      parent--;
    }
    fromMemory = false;
    if (parent == 0) {
      directory.set(root);
      return 0;
    }
    int hash = hash(path, parent);
    Remembered slot = slots[hash & (SLOTS - 1)];
    if (slot != null && isSame(slot.text, path, parent)) {
      directory.set(slot.handle);
      fromMemory = true;
      return 0;
    }
    int status = walk(path, parent);
    if (status == 0) {
      remember(path, parent, hash);
    }
    return status;
  }

  private static void set(Name into, FilePath path, int begin, int end) {
    byte[] bytes = into.room(end - begin);
    MemorySegment.copy(path.memory(), ValueLayout.JAVA_BYTE, begin, bytes, 0, end - begin);
    into.length(end - begin);
  }

  /** Of the bytes before an end. */
  public static int hash(FilePath path, int end) {
    int hash = 0;
    for (int i = 0; i < end; i++) {
      hash = 31 * hash + path.byteAt(i);
    }
    return OpenNames.spread(hash);
  }

  private static boolean isSame(byte[] text, FilePath path, int length) {
    if (text.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text[i] != path.byteAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void remember(FilePath path, int length, int hash) {
    int at = hash & (SLOTS - 1);
    Remembered slot = slots[at];
    if (slot == null) {
      slot = new Remembered();
      slots[at] = slot;
    }
    slot.text = path.memory().asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    slot.handle.set(directory);
    shared.remembered(hash);
  }

  private int walk(FilePath path, int end) throws IOException {
    int atOnce = calls.descend(root, path, end, directory);
    if (atOnce != Resolver.NOT_AT_ONCE) {
      return atOnce;
    }
    directory.set(root);
    int links = 0;
    int begin = 0;
    while (begin < end) {
      int stop = begin;
      while (stop < end && path.byteAt(stop) != '/') {
        stop++;
      }
      if (stop > begin) {
        set(part, path, begin, stop);
        int status = step(links);
        if (status != 0) {
          return status;
        }
      }
      begin = stop + 1;
    }
    return 0;
  }

  /** One name further, through symbolic links. */
  private int step(int links) throws IOException {
    if (part.isDot()) {
      return 0;
    }
    int status = calls.lookup(directory, part, next, attributes);
    if (status != 0) {
      return status;
    }
    if (attributes.type != Nfs3.NF3LNK) {
      directory.set(next);
      return 0;
    }
    return links == MOST_LINKS ? Status.TOO_MANY_LINKS : follow(next, links + 1);
  }

  /** Goes where a symbolic link leads. Cold. */
  private int follow(Handle link, int links) throws IOException {
    Name content = new Name();
    int status = calls.readLink(link, content);
    if (status != 0) {
      return status;
    }
    String text = content.toString();
    if (text.startsWith("/")) {
      directory.set(root);
    }
    for (String each : text.split("/", -1)) {
      if (!each.isEmpty()) {
        part.set(each);
        status = step(links);
        if (status != 0) {
          return status;
        }
      }
    }
    return 0;
  }

  /** After {@link #to}: goes to where a link in that directory leads, as if it were a directory. */
  public int throughLink(Handle link) throws IOException {
    int status = follow(link, 1);
    name.length(0);
    return status;
  }
}
