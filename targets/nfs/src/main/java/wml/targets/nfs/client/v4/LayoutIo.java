package wml.targets.nfs.client.v4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.target.IoBuffer;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.Opaque;

/**
 * One session's reads and writes on data servers: what a layout allows, each stripe unit where it
 * lies, all of one request at once. What a data server does not do, the metadata server is asked
 * to: {@link #ELSEWHERE}. Owned by one thread; allocates nothing once warm.
 */
final class LayoutIo implements AutoCloseable {
  /** The metadata server is to do it. */
  static final int ELSEWHERE = -2;

  private static final int MOST_PIECE_BYTES = 1 << 20;

  /** How long a file whose layout was refused, or had failed, is left to the metadata server. */
  private static final long REST_NANOS = 500_000_000;

  private final Client4 client;
  private final Calls4 calls;
  private final Layouts4 layouts;
  private final Map<DataDevice, DataPath> paths = new HashMap<>();
  private final FileAttributes attributes = new FileAttributes();
  private final Tree4 tree;
  private DataPath[] used = new DataPath[8];
  private int usedCount;
  private DataPiece[] pieces = new DataPiece[0];
  private int count;

  /** Null: the server hands out no layouts. */
  static @Nullable LayoutIo of(Client4 client, Calls4 calls, Tree4 tree) {
    Layouts4 layouts = client.layouts();
    return layouts == null ? null : new LayoutIo(client, calls, layouts, tree);
  }

  private LayoutIo(Client4 client, Calls4 calls, Layouts4 layouts, Tree4 tree) {
    this.client = client;
    this.calls = calls;
    this.layouts = layouts;
    this.tree = tree;
  }

  /** The file's layout, entered; null if there is none now. */
  private @Nullable SharedLayout enter(File4 file) throws IOException {
    SharedLayout layout = file.layout;
    if (layout != null && layout.enter()) {
      return layout;
    }
    if (layout != null) {
      file.layout = null;
      layouts.release(layout, calls);
    }
    if (System.nanoTime() - file.noLayoutUntil < 0) {
      return null;
    }
    layout = layouts.acquire(file, calls);
    file.layout = layout;
    if (layout == null) {
      file.noLayoutUntil = System.nanoTime() + REST_NANOS;
      return null;
    }
    return layout.enter() ? layout : null;
  }

  private void leave(SharedLayout layout) throws IOException {
    if (layout.leave()) {
      layouts.giveBack(layout, calls);
    }
  }

  /** Returns bytes, 0 at the end of the file, or {@link #ELSEWHERE}. */
  int read(File4 file, IoBuffer into, int length, long offset) throws IOException {
    SharedLayout layout = enter(file);
    if (layout == null) {
      return ELSEWHERE;
    }
    try {
      if (offset + length > layout.size()) {
        if (tree.getAttributes(file.handle(), attributes) != 0) {
          return ELSEWHERE;
        }
        layout.found(attributes.size);
      }
      int wanted = (int) Math.min(length, layout.size() - offset);
      if (wanted <= 0) {
        return 0;
      }
      count = 0;
      for (long at = offset; at < offset + wanted; ) {
        int bytes = pieceBytes(layout, at, offset + wanted);
        int mirror = (int) (layout.unit(at) % layout.mirrors());
        DataPiece piece = next();
        piece.mirror = mirror;
        piece.read(layout.column(mirror, at), into, into.start() + (at - offset), at, bytes);
        at += bytes;
      }
      return readAll(file, layout) ? wanted : ELSEWHERE;
    } finally {
      leave(layout);
    }
  }

  /** Reads all pieces, what one mirror does not bring from another. */
  private boolean readAll(File4 file, SharedLayout layout) throws IOException {
    carryOut(file);
    for (int more = 1; more < layout.mirrors() && !isAllDone(); more++) {
      for (int i = 0; i < count; i++) {
        DataPiece piece = pieces[i];
        if (piece.status != 0) {
          int mirror = (piece.mirror + more) % layout.mirrors();
          piece.to(layout.column(mirror, piece.offset()));
        }
      }
      carryOut(file);
    }
    if (!isAllDone()) {
      file.noLayoutUntil = System.nanoTime() + REST_NANOS;
      layout.recall(); // we are among its users: it is given back when the last of them leaves
      return false;
    }
    for (int i = 0; i < count; i++) {
      pieces[i].fillHole();
    }
    return true;
  }

  private static int pieceBytes(SharedLayout layout, long at, long end) {
    return (int) Math.min(MOST_PIECE_BYTES, Math.min(end, layout.unitEnd(at)) - at);
  }

  /** Returns bytes, or {@link #ELSEWHERE}: then all of it is to be written there. */
  int write(File4 file, IoBuffer from, int length, long offset) throws IOException {
    SharedLayout layout = enter(file);
    if (layout == null) {
      return ELSEWHERE;
    }
    boolean left = false;
    try {
      count = 0;
      for (int mirror = 0; mirror < layout.mirrors(); mirror++) {
        for (long at = offset; at < offset + length; ) {
          int bytes = pieceBytes(layout, at, offset + length);
          DataPiece piece = next();
          piece.mirror = mirror;
          piece.write(
              layout.column(mirror, at),
              from,
              from.start() + (at - offset),
              at,
              bytes,
              file.stable());
          at += bytes;
        }
      }
      carryOut(file);
      for (int i = 0; i < count; i++) {
        DataPiece piece = pieces[i];
        if (piece.status == 0 && piece.committed == Nfs4.UNSTABLE4) {
          file.dataWrites.noted(piece.column(), piece.mirror, piece.verifier);
        }
      }
      if (!isAllDone()) {
        left = true;
        fail(file, layout, failed());
        return ELSEWHERE;
      }
      layout.wrote(offset + length);
      if (file.stable() != Nfs4.UNSTABLE4) {
        layouts.commit(layout, calls);
      }
      return length;
    } finally {
      if (!left) {
        leave(layout);
      }
    }
  }

  private List<Opaque> failed() {
    List<Opaque> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Opaque id = pieces[i].column().device().id();
      if (pieces[i].status != 0 && !out.contains(id)) {
        out.add(id);
      }
    }
    return out;
  }

  /** Data servers have failed: the metadata server is told, and does what is to be done. */
  private void fail(File4 file, SharedLayout layout, List<Opaque> devices) throws IOException {
    file.noLayoutUntil = System.nanoTime() + REST_NANOS;
    layout.recall();
    layouts.report(layout, devices, calls);
    leave(layout);
  }

  /**
   * What was written is on the storage of the data servers, and the metadata server knows how much
   * it is.
   *
   * @return whether nothing is lost
   */
  boolean sync(File4 file) throws IOException {
    DataWrites writes = file.dataWrites;
    SharedLayout layout = file.layout;
    boolean kept = true;
    if (writes.count() > 0) {
      count = 0;
      for (int i = 0; i < writes.count(); i++) {
        DataPiece piece = next();
        piece.mirror = writes.mirror(i);
        piece.commit(writes.column(i));
      }
      carryOut(file);
      kept = settle(file, writes);
      writes.clear();
    }
    if (layout != null) {
      layouts.commit(layout, calls);
    }
    return kept;
  }

  /** One mirror that has all is enough, once the metadata server knows which has not. */
  private boolean settle(File4 file, DataWrites writes) throws IOException {
    List<Opaque> failed = new ArrayList<>();
    int bad = 0;
    int all = 0;
    for (int i = 0; i < count; i++) {
      all |= 1 << pieces[i].mirror;
      if (pieces[i].status != 0 || !writes.isKept(i, pieces[i].verifier)) {
        bad |= 1 << pieces[i].mirror;
        failed.add(pieces[i].column().device().id());
      }
    }
    if (bad == 0) {
      return true;
    }
    return bad != all && layouts.reportAnew(file, failed, calls);
  }

  private DataPiece next() {
    if (count == pieces.length) {
      pieces = Arrays.copyOf(pieces, Math.max(16, 2 * count));
      for (int i = count; i < pieces.length; i++) {
        pieces[i] = new DataPiece();
      }
    }
    return pieces[count++];
  }

  /** Sends all pieces that are not done, to all data servers at once, and waits for the answers. */
  private void carryOut(File4 file) {
    usedCount = 0;
    for (int i = 0; i < count; i++) {
      DataPiece piece = pieces[i];
      if (piece.status != 0) {
        DataPath path = path(piece.column().device());
        if (path != null) {
          use(path);
          path.begin(piece, file.stateid());
        }
      }
    }
    for (int i = 0; i < usedCount; i++) {
      used[i].flush();
    }
    for (int i = 0; i < usedCount; i++) {
      used[i].finish();
    }
  }

  private boolean isAllDone() {
    for (int i = 0; i < count; i++) {
      if (pieces[i].status != 0) {
        return false;
      }
    }
    return true;
  }

  private void use(DataPath path) {
    for (int i = 0; i < usedCount; i++) {
      if (used[i] == path) {
        return;
      }
    }
    if (usedCount == used.length) {
      used = Arrays.copyOf(used, 2 * usedCount);
    }
    used[usedCount++] = path;
  }

  /** Null: nobody answers there. */
  private @Nullable DataPath path(DataDevice device) {
    DataPath path = paths.get(device);
    if (path != null && !path.isBroken()) {
      return path;
    }
    if (path != null) {
      paths.remove(device);
      path.close();
    }
    try {
      DataPath made = device.connect(client.server(), client.name());
      paths.put(device, made);
      return made;
    } catch (IOException e) {
      return null;
    }
  }

  /** Before the server changes the file: nobody else may write to it meanwhile. */
  void giveUp(File4 file) throws IOException {
    layouts.giveUp(file.handle(), calls);
  }

  /** The server does all with the file that this handle of it is asked for. */
  void leaveForGood(File4 file) throws IOException {
    SharedLayout layout = file.layout;
    file.noLayoutUntil = System.nanoTime() + Long.MAX_VALUE / 2;
    if (layout != null) {
      layouts.giveUp(file.handle(), calls);
      file.layout = null;
      layouts.release(layout, calls);
    }
  }

  /** The file is closed. */
  void closed(File4 file) throws IOException {
    SharedLayout layout = file.layout;
    file.layout = null;
    file.dataWrites.clear();
    if (layout != null) {
      layouts.release(layout, calls);
    }
  }

  Layouts4 layouts() {
    return layouts;
  }

  @Override
  public void close() {
    paths.values().forEach(DataPath::close);
    paths.clear();
  }
}
