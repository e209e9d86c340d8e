package wml.targets.nfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wml.api.target.Capability.RemoteCalls;
import wml.api.target.Capability.RemoteCompletion;
import wml.api.target.Capability.RemoteQueue;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteOperation;
import wml.api.target.TargetException;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.server.RecordedServer;
import wml.targets.wire.oncrpc.Credential;

/** Each remote call is one message, of the procedure that it names. */
final class RemoteQueue3Test {
  private static final long WAIT = 10_000_000_000L;
  private static final int DEPTH = 8;

  @AutoClose private final RecordedServer server = new RecordedServer();
  @AutoClose private final FileSystemSession session = connect();
  @AutoClose private final RemoteQueue queue = queue(session);
  private final List<IOException> failures = new ArrayList<>();
  private int completed;

  private final RemoteCompletion each =
      new RemoteCompletion() {
        @Override
        public void completed(RemoteCall call) {
          completed++;
        }

        @Override
        public void failed(RemoteCall call, IOException failure) {
          failures.add(failure);
        }
      };

  RemoteQueue3Test() throws IOException {
    make("/f");
    session.createDirectory(FilePath.of("/d"));
    session.createDirectory(FilePath.of("/empty"));
  }

  private FileSystemSession connect() throws IOException {
    Credential caller = new Credential.Sys(0, "test", 0, 0, List.of());
    Server3 where = new Server3(server.address(), server.address(), "/", caller, DEPTH, WAIT);
    return Client3.mount(where, "test", null).connect();
  }

  private static RemoteQueue queue(FileSystemSession of) throws IOException {
    return Objects.requireNonNull(of.capability(RemoteCalls.class)).queue(DEPTH);
  }

  private void make(String path) throws IOException {
    try (FileHandle file = session.open(FilePath.of(path), OpenMode.READ_WRITE.create())) {
      file.write(IoBuffer.allocate(4096), 4096, 0);
    }
  }

  private RemoteCall call(RemoteOperation operation, String path) {
    RemoteCall call = queue.next();
    call.operation = operation;
    call.path.set(path);
    call.file = null;
    call.offset = 0;
    call.length = 4096;
    call.memory = IoBuffer.allocate(4096);
    call.mode = 0644;
    return call;
  }

  private void send(RemoteCall call) throws IOException {
    queue.prepare(call);
    server.taken();
    queue.begin(call);
    queue.reap(1, WAIT, each);
    assertEquals(0, queue.outstanding());
  }

  @ParameterizedTest
  @EnumSource(RemoteOperation.class)
  void eachSendsTheProcedureThatItNames(RemoteOperation operation) throws Exception {
    int procedure = Nfs3.class.getField("NFSPROC3_" + operation).getInt(null);
    String path =
        switch (operation) {
          case CREATE, MKDIR, SYMLINK, MKNOD -> "/d/new";
          case RMDIR -> "/empty";
          case READDIR, READDIRPLUS -> "/d";
          case READLINK -> "/link";
          default -> "/f";
        };
    Objects.requireNonNull(session.capability(wml.api.target.Capability.Links.class))
        .symbolicLink(FilePath.of("f"), FilePath.of("/link"));
    RemoteCall call = call(operation, path);
    call.other.set(operation == RemoteOperation.SYMLINK ? "f" : "/d/other");
    long before = Objects.requireNonNull(session.counters()).remoteCalls;
    queue.prepare(call);
    long prepared = Objects.requireNonNull(session.counters()).remoteCalls;
    server.taken();
    queue.begin(call);
    queue.reap(1, WAIT, each);
    assertEquals(List.of(), failures);
    assertEquals(List.of(procedure), server.taken());
    assertEquals(1, completed);
    assertEquals(1, Objects.requireNonNull(session.counters()).remoteCalls - prepared);
    assertTrue(prepared - before <= 2, "looked up with " + (prepared - before) + " calls");
  }

  @Test
  void whatTheyDoIsDone() throws IOException {
    send(call(RemoteOperation.CREATE, "/d/a"));
    RemoteCall write = call(RemoteOperation.WRITE, "/d/a");
    write.offset = 4096;
    write.stability = RemoteCall.Stability.FILE_SYNC;
    send(write);
    assertEquals(4096, write.bytes);
    RemoteCall rename = call(RemoteOperation.RENAME, "/d/a");
    rename.other.set("/d/b");
    send(rename);
    RemoteCall mode = call(RemoteOperation.SETATTR, "/d/b");
    mode.mode = 0600;
    send(mode);
    assertEquals(List.of(), failures);
    FileStat stat = new FileStat();
    assertTrue(session.stat(FilePath.of("/d/b"), stat));
    assertEquals(8192, stat.sizeBytes);
    assertEquals(0600, stat.mode);
    send(call(RemoteOperation.REMOVE, "/d/b"));
    send(call(RemoteOperation.RMDIR, "/d"));
    assertEquals(1, session.list(FilePath.of("/"), (name, length, directory) -> {}) - 1);
  }

  @Test
  void samePathIsLookedUpOnce() throws IOException {
    send(call(RemoteOperation.GETATTR, "/f"));
    server.taken();
    for (int i = 0; i < 3; i++) {
      RemoteCall again = call(RemoteOperation.GETATTR, "/f");
      queue.prepare(again);
      queue.begin(again);
    }
    queue.reap(3, WAIT, each);
    assertEquals(Collections.nCopies(3, Nfs3.NFSPROC3_GETATTR), server.taken());
  }

  @Test
  void whatOthersReplacedIsLookedUpAgain() throws IOException {
    send(call(RemoteOperation.GETATTR, "/f"));
    session.remove(FilePath.of("/f"));
    make("/f");
    send(call(RemoteOperation.GETATTR, "/f"));
    assertEquals(List.of(), failures);
    assertEquals(
        List.of(Nfs3.NFSPROC3_GETATTR, Nfs3.NFSPROC3_LOOKUP, Nfs3.NFSPROC3_GETATTR),
        server.taken());
    session.remove(FilePath.of("/f"));
    send(call(RemoteOperation.GETATTR, "/f"));
    TargetException e = (TargetException) failures.getFirst();
    assertEquals(ErrorKind.ENOENT, e.kind());
    assertEquals("/f", e.path());
  }

  @Test
  void whatIsMoreThanOneCallTakesIsRefused() {
    RemoteCall call = call(RemoteOperation.READ, "/f");
    call.length = RecordedServer.DATA_BYTES + 1;
    TargetException e = assertThrows(TargetException.class, () -> queue.prepare(call));
    assertTrue(e.getMessage().contains("takes up to 65536"), e.getMessage());
  }

  @Test
  void failuresOfSeveralAreEachTheirOwn() throws IOException {
    for (int i = 0; i < 4; i++) {
      RemoteCall call = call(RemoteOperation.REMOVE, i % 2 == 0 ? "/f" : "/nothing" + i);
      queue.prepare(call);
      queue.begin(call);
    }
    queue.reap(4, WAIT, each);
    assertEquals(1, completed);
    assertEquals(
        List.of("/nothing1", "/f", "/nothing3"),
        failures.stream().map(e -> ((TargetException) e).path()).toList());
  }
}
