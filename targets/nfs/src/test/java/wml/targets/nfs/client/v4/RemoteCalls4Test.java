package wml.targets.nfs.client.v4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wml.api.target.Capability.RemoteCalls;
import wml.api.target.Capability.RemoteCompletion;
import wml.api.target.Capability.RemoteQueue;
import wml.api.target.Deployment;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.Options;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteOperation;
import wml.api.target.Scope;
import wml.api.target.TargetException;
import wml.targets.nfs.NfsTarget;

/** Remote calls one by one as compounds of version 4.1, against this project's server. */
final class RemoteCalls4Test {
  private static final long WAIT = 10_000_000_000L;
  private static final int DEPTH = 8;

  @AutoClose private final Deployment deployment = deploy();
  @AutoClose private final FileSystemSession session = connect();
  @AutoClose private final RemoteQueue queue = queue();
  private final List<IOException> failures = new ArrayList<>();
  private final List<RemoteOperation> completed = new ArrayList<>();
  private int bytes;

  private final RemoteCompletion each =
      new RemoteCompletion() {
        @Override
        public void completed(RemoteCall call) {
          completed.add(call.operation);
          bytes += call.bytes;
        }

        @Override
        public void failed(RemoteCall call, IOException failure) {
          failures.add(failure);
        }
      };

  RemoteCalls4Test() throws IOException {
    try (FileHandle file = session.open(FilePath.of("/f"), OpenMode.READ_WRITE.create())) {
      file.write(IoBuffer.allocate(4096), 4096, 0);
    }
    session.createDirectory(FilePath.of("/d"));
  }

  private static Deployment deploy() throws IOException {
    NfsTarget target = new NfsTarget();
    Options options = Options.resolve(target.info(), Map.of("vers", "4.1"));
    return target.deploy(options, new Scope(1, note -> {}));
  }

  private FileSystemSession connect() throws IOException {
    return deployment.connect(new Identity("p#0", "p#0/t#0"));
  }

  private RemoteQueue queue() throws IOException {
    return Objects.requireNonNull(session.capability(RemoteCalls.class)).queue(DEPTH);
  }

  private RemoteCall call(RemoteOperation operation, String path) {
    RemoteCall call = queue.next();
    call.operation = operation;
    call.path.set(path);
    call.file = null;
    call.offset = 0;
    call.length = 4096;
    call.memory = IoBuffer.allocate(4096);
    call.mode = 0700;
    return call;
  }

  private void send(RemoteCall call) throws IOException {
    queue.prepare(call);
    queue.begin(call);
    queue.reap(1, WAIT, each);
    assertEquals(0, queue.outstanding());
  }

  private boolean exists(String path) throws IOException {
    return session.stat(FilePath.of(path), new FileStat());
  }

  @ParameterizedTest
  @EnumSource(RemoteOperation.class)
  void eachIsCarriedOut(RemoteOperation operation) throws IOException {
    if (operation == RemoteOperation.READLINK) {
      RemoteCall link = call(RemoteOperation.SYMLINK, "/link");
      link.other.set("/f");
      send(link);
      completed.clear();
    }
    String path =
        switch (operation) {
          case CREATE, MKDIR, SYMLINK, MKNOD -> "/new";
          case RMDIR, READDIR, READDIRPLUS -> "/d";
          case READLINK -> "/link";
          default -> "/f";
        };
    RemoteCall call = call(operation, path);
    call.other.set("/other");
    send(call);
    assertEquals(List.of(), failures);
    assertEquals(List.of(operation), completed);
    switch (operation) {
      case CREATE, MKDIR, SYMLINK, MKNOD -> assertTrue(exists("/new"));
      case REMOVE, RMDIR -> assertFalse(exists(path));
      case RENAME -> assertTrue(exists("/other") && !exists("/f"));
      case LINK -> assertTrue(exists("/other") && exists("/f"));
      case READ, WRITE -> assertEquals(4096, bytes);
      case SETATTR -> {
        FileStat stat = new FileStat();
        session.stat(FilePath.of("/f"), stat);
        assertEquals(0700, stat.mode);
      }
      default -> {}
    }
  }

  @Test
  void manyAreUnderWayAtOnce() throws IOException {
    for (int i = 0; i < DEPTH; i++) {
      RemoteCall call = call(RemoteOperation.CREATE, "/d/" + i);
      queue.prepare(call);
      queue.begin(call);
    }
    assertEquals(DEPTH, queue.outstanding());
    queue.reap(DEPTH, WAIT, each);
    assertEquals(List.of(), failures);
    assertEquals(DEPTH, completed.size());
    assertTrue(exists("/d/0") && exists("/d/" + (DEPTH - 1)));
  }

  @Test
  void failureNamesThePathAndWhatWasAsked() throws IOException {
    send(call(RemoteOperation.REMOVE, "/missing"));
    assertEquals(1, failures.size());
    TargetException failure = (TargetException) failures.getFirst();
    assertEquals(ErrorKind.ENOENT, failure.kind());
    assertTrue(failure.toString().contains("/missing"), failure.toString());
  }
}
