package wml.targets.nfs.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.targets.nfs.policy.SipHash;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/** What a directory holds is what its store says, and nothing outside can be reached. */
@SuppressWarnings("NullAway.Init") // JUnit fills it in
final class DirectoryStoreTest {
  private static final int OK = 0;

  @TempDir private Path directory;
  private Path export;
  private DirectoryStore store;
  private final Handle root = new Handle();
  private final Handle made = new Handle();
  private final FileAttributes attributes = new FileAttributes();

  @BeforeEach
  void open() throws IOException {
    Privilege.needsHandles(directory);
    export = Files.createDirectory(directory.resolve("export"));
    Files.writeString(directory.resolve("secret"), "secret");
    store = DirectoryStore.open(export, directory.resolve("state"));
    store.root(root);
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private static Name name(String text) {
    return new Name().set(text);
  }

  private static ByteBuffer bytes(String text) {
    byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return ByteBuffer.allocateDirect(utf8.length).put(utf8).flip();
  }

  private Handle lookup(String text) {
    Handle out = new Handle();
    assertEquals(OK, store.lookup(root, name(text), out, attributes), text);
    return out;
  }

  private String read(Handle file, long offset, int length) {
    ByteBuffer into = ByteBuffer.allocateDirect(length);
    int n = store.read(file, offset, into);
    assertTrue(n >= 0, "status " + -n);
    byte[] read = new byte[n];
    into.flip().get(read);
    return new String(read, java.nio.charset.StandardCharsets.UTF_8);
  }

  private Handle create(String text) {
    AttributeChange first = new AttributeChange();
    first.mode = 0640;
    first.uid = 1234;
    first.gid = 4321;
    assertEquals(OK, store.create(root, name(text), true, first, made, attributes));
    return new Handle().set(made);
  }

  @Test
  void createdFileHasItsOwnerAndModeAndIsThere() throws IOException {
    Handle file = create("a file with spaces, ü and \\");
    assertEquals(Nfs3.NF3REG, attributes.type);
    assertEquals(0640, attributes.mode);
    Path path = export.resolve("a file with spaces, ü and \\");
    assertEquals(1234, Files.getAttribute(path, "unix:uid"));
    assertEquals(4321, Files.getAttribute(path, "unix:gid"));
    assertEquals(OK, store.write(file, 3, bytes("hello"), Nfs3.FILE_SYNC));
    assertEquals("\0\0\0hello", Files.readString(path));
    assertEquals("ello", read(file, 4, 100));
    assertEquals("", read(file, 8, 100));
    assertEquals("", read(file, Long.MAX_VALUE, 100));
    assertEquals(-Nfs3.NFS3ERR_INVAL, store.read(file, -1, ByteBuffer.allocateDirect(1)));
    assertEquals(Nfs3.NFS3ERR_FBIG, store.write(file, Long.MAX_VALUE, bytes("x"), 0));
    assertEquals(OK, store.commit(file));
    assertEquals(
        Nfs3.NFS3ERR_EXIST,
        store.create(root, name(path.getFileName().toString()), true, change(), made, attributes));
  }

  private static AttributeChange change() {
    return new AttributeChange();
  }

  @Test
  void createThatIsNotExclusiveCutsWhatIsThere() throws IOException {
    Files.writeString(export.resolve("f"), "content");
    AttributeChange cut = change();
    cut.size = 3;
    assertEquals(OK, store.create(root, name("f"), false, cut, made, attributes));
    assertEquals(3, attributes.size);
    assertEquals("con", Files.readString(export.resolve("f")));
    Files.createDirectory(export.resolve("d"));
    assertEquals(
        Nfs3.NFS3ERR_ISDIR, store.create(root, name("d"), false, change(), made, attributes));
  }

  @Test
  void attributesChangeAsAsked() throws IOException {
    Handle file = create("f");
    AttributeChange how = change();
    how.mode = 04755;
    how.uid = 7;
    how.size = 10;
    how.modifiedNanos = 1_000_000_007L;
    assertEquals(OK, store.change(file, how, attributes));
    assertEquals(04755, attributes.mode);
    assertEquals(7, attributes.uid);
    assertEquals(4321, attributes.gid);
    assertEquals(10, attributes.size);
    assertEquals(1_000_000_007L, attributes.modifiedNanos);
    assertEquals(10, Files.size(export.resolve("f")));
  }

  @Test
  void changeNumberDiffersAfterEachWriteThoughTheClockStandsStill() {
    Handle file = create("f");
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertEquals(OK, store.write(file, 0, bytes("x"), Nfs3.UNSTABLE));
      assertEquals(OK, store.attributes(file, attributes));
      assertTrue(seen.add(attributes.change), "after " + i);
      long byHandle = attributes.change;
      lookup("f");
      assertEquals(byHandle, attributes.change);
    }
  }

  @Test
  void linksAndNodesAreMadeAndNotFollowed() throws IOException {
    assertEquals(
        OK, store.symbolicLink(root, name("s"), name("../secret"), change(), made, attributes));
    assertEquals(Nfs3.NF3LNK, attributes.type);
    assertEquals("../secret", Files.readSymbolicLink(export.resolve("s")).toString());
    Handle link = lookup("s");
    Name content = new Name();
    assertEquals(OK, store.readLink(link, content));
    assertEquals("../secret", content.toString());
    assertEquals(-Nfs3.NFS3ERR_INVAL, store.read(link, 0, ByteBuffer.allocateDirect(10)));
    assertEquals(Nfs3.NFS3ERR_INVAL, store.write(link, 0, bytes("x"), 0));
    assertEquals(Nfs3.NFS3ERR_NOTDIR, store.lookup(link, name("x"), made, attributes));
    AttributeChange own = change();
    own.uid = 9;
    assertEquals(OK, store.change(link, own, attributes));
    assertEquals(9, Files.getAttribute(export.resolve("s"), "unix:uid", LinkOption.NOFOLLOW_LINKS));
    assertEquals(0, Files.getAttribute(directory.resolve("secret"), "unix:uid"));
    AttributeChange mode = change();
    mode.mode = 0622;
    assertEquals(OK, store.makeNode(root, name("p"), Nfs3.NF3FIFO, 0, 0, mode, made, attributes));
    assertEquals(Nfs3.NF3FIFO, attributes.type);
    assertEquals(0622, attributes.mode);
    assertEquals(-Nfs3.NFS3ERR_INVAL, store.read(made, 0, ByteBuffer.allocateDirect(10)));
    assertEquals(OK, store.makeNode(root, name("c"), Nfs3.NF3CHR, 1, 300, mode, made, attributes));
    assertEquals(1, attributes.major);
    assertEquals(300, attributes.minor);
    assertEquals(OK, store.link(link, root, name("s2")));
    assertEquals("../secret", Files.readSymbolicLink(export.resolve("s2")).toString());
  }

  @Test
  void symbolicLinkInTheMiddleIsNoDirectory() throws IOException {
    Files.createSymbolicLink(export.resolve("up"), directory);
    Handle link = lookup("up");
    assertEquals(Nfs3.NFS3ERR_NOTDIR, store.lookup(link, name("secret"), made, attributes));
    assertEquals(
        Nfs3.NFS3ERR_NOTDIR, store.create(link, name("new"), true, change(), made, attributes));
    assertEquals(Nfs3.NFS3ERR_NOTDIR, store.remove(link, name("secret")));
    assertTrue(Files.exists(directory.resolve("secret")));
    assertEquals(
        Nfs3.NFS3ERR_EXIST, store.create(root, name("up"), true, change(), made, attributes));
    assertEquals(
        Nfs3.NFS3ERR_EXIST, store.create(root, name("up"), false, change(), made, attributes));
  }

  @Test
  void dotDotEndsAtTheRoot() throws IOException {
    assertEquals(OK, store.lookup(root, name(".."), made, attributes));
    assertTrue(made.is(root));
    assertEquals(Nfs3.NFS3ERR_ACCES, store.lookup(root, name("../secret"), made, attributes));
    assertEquals(OK, store.makeDirectory(root, name("d"), change(), made, attributes));
    Handle inner = new Handle().set(made);
    assertEquals(OK, store.lookup(inner, name(".."), made, attributes));
    assertTrue(made.is(root));
    assertEquals(
        Nfs3.NFS3ERR_ACCES,
        store.create(root, name("d/../../x"), true, change(), made, attributes));
    assertEquals(Nfs3.NFS3ERR_ACCES, store.rename(root, name("d"), root, name("../d")));
  }

  @Test
  void directoryThatWasMovedOutLeadsNowhere() throws IOException {
    assertEquals(OK, store.makeDirectory(root, name("d"), change(), made, attributes));
    Handle inner = new Handle().set(made);
    Files.createDirectory(directory.resolve("outside"));
    Files.move(export.resolve("d"), directory.resolve("outside/d"));
    assertEquals(Nfs3.NFS3ERR_STALE, store.lookup(inner, name(".."), made, attributes));
  }

  @Test
  void forgedHandlesAreRefused() throws IOException {
    Handle file = create("f");
    for (int i = 0; i < file.length(); i++) {
      for (int bit = 0; bit < 8; bit++) {
        Handle forged = new Handle().set(file);
        forged.array()[i] ^= (byte) (1 << bit);
        int status = store.attributes(forged, attributes);
        assertTrue(status == Nfs3.NFS3ERR_STALE || status == Nfs3.NFS3ERR_BADHANDLE, "byte " + i);
      }
    }
    for (int length = 0; length < file.length(); length++) {
      Handle cut = new Handle().set(file).length(length);
      assertNotEquals(OK, store.attributes(cut, attributes));
    }
    try (DirectoryStore outer = DirectoryStore.open(directory, directory.resolve("state"))) {
      Handle outerRoot = new Handle();
      outer.root(outerRoot);
      Handle secret = new Handle();
      assertEquals(OK, outer.lookup(outerRoot, name("secret"), secret, attributes));
      assertEquals(Nfs3.NFS3ERR_STALE, store.attributes(secret, attributes));
    }
  }

  @Test
  void handlesSurviveRenamesAndRestarts() throws IOException {
    Handle file = create("f");
    assertEquals(OK, store.write(file, 0, bytes("kept"), Nfs3.UNSTABLE));
    assertEquals(OK, store.rename(root, name("f"), root, name("g")));
    assertEquals("kept", read(file, 0, 10));
    long verifier = store.writeVerifier();
    store.close();
    store = DirectoryStore.open(export, directory.resolve("state"));
    assertEquals("kept", read(file, 0, 10));
    assertEquals(verifier, store.writeVerifier());
    store.close();
    store = DirectoryStore.open(export, null);
    assertEquals(Nfs3.NFS3ERR_STALE, store.attributes(file, attributes));
    assertNotEquals(verifier, store.writeVerifier());
  }

  @Test
  void verifierChangesForGoodWhenSomethingCouldNotBeStored() throws IOException {
    Path state = directory.resolve("state");
    SipHash key = new SipHash(1, 2);
    WriteVerifier verifier = new WriteVerifier(state, key);
    final long first = verifier.value();
    verifier.failed();
    final long second = verifier.value();
    assertNotEquals(first, second);
    assertEquals(second, new WriteVerifier(state, key).value());
    assertNotEquals(second, new WriteVerifier(null, key).value());
    assertNotEquals(new WriteVerifier(null, key).value(), new WriteVerifier(null, key).value());
  }

  @Test
  void keyIsForItsOwnerAlone() throws IOException {
    Path key = directory.resolve("state/handles.key");
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(key));
    Files.write(key, new byte[3]);
    IOException e =
        assertThrows(
            IOException.class, () -> DirectoryStore.open(export, directory.resolve("state")));
    assertTrue(String.valueOf(e.getMessage()).contains("3 bytes"), e::getMessage);
  }

  @Test
  void removedFilesAreStaleAndTheirDescriptorsClosed() throws IOException {
    long before = descriptors();
    List<Handle> files = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Handle file = create("f" + i);
      assertEquals(OK, store.write(file, 0, bytes("x"), 0));
      files.add(file);
    }
    assertTrue(descriptors() >= before + 50);
    for (int i = 0; i < 49; i++) {
      assertEquals(OK, store.remove(root, name("f" + i)));
      assertEquals(Nfs3.NFS3ERR_STALE, store.attributes(files.get(i), attributes));
    }
    assertEquals(OK, store.rename(root, name("f49"), root, name("g")));
    create("h");
    assertEquals(OK, store.rename(root, name("h"), root, name("g")));
    assertEquals(Nfs3.NFS3ERR_STALE, store.attributes(files.get(49), attributes));
    assertTrue(descriptors() <= before + 3, () -> "open: " + before);
  }

  @Test
  void fileThatSomeoneElseRemovesIsStale() throws IOException {
    Handle file = create("f");
    assertEquals(OK, store.write(file, 0, bytes("x"), 0));
    Files.delete(export.resolve("f"));
    assertEquals(Nfs3.NFS3ERR_STALE, store.attributes(file, attributes));
  }

  @Test
  void descriptorsAreBounded() throws IOException {
    long before = descriptors();
    List<Handle> files = new ArrayList<>();
    for (int i = 0; i < Descriptors.MOST * 2; i++) {
      Files.writeString(export.resolve("f" + i), "" + i);
      files.add(lookup("f" + i));
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < files.size(); i++) {
        assertEquals("" + i, read(files.get(i), 0, 10));
      }
    }
    assertTrue(descriptors() <= before + Descriptors.MOST, () -> "open before: " + before);
    store.close();
    assertTrue(descriptors() < before);
    store = DirectoryStore.open(export, null);
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  @Test
  void listingGoesOnWhereItStopped() throws IOException {
    Set<String> names = new HashSet<>(Set.of(".", ".."));
    for (int i = 0; i < 2000; i++) {
      names.add("a name that is somewhat longer " + i);
      Files.createFile(export.resolve("a name that is somewhat longer " + i));
    }
    List<String> seen = new ArrayList<>();
    long[] cookie = {0};
    int before = -1;
    while (seen.size() != before) {
      before = seen.size();
      assertEquals(
          OK,
          store.list(
              root,
              cookie[0],
              (fileid, bytes, length, next) -> {
                seen.add(new String(bytes, 0, length, java.nio.charset.StandardCharsets.UTF_8));
                cookie[0] = next;
                Handle child = new Handle();
                Name name = new Name().set(bytes, length);
                assertEquals(OK, store.lookup(root, name, child, attributes));
                return seen.size() % 700 != 0;
              }));
      if (before >= 0 && seen.size() % 700 == 0 && before == 0) {
        assertEquals(700, seen.size());
      }
    }
    assertEquals(names.size(), seen.size());
    assertEquals(names, new HashSet<>(seen));
  }

  @Test
  void directoriesAreRemovedWhenEmpty() {
    assertEquals(OK, store.makeDirectory(root, name("d"), change(), made, attributes));
    Handle inner = new Handle().set(made);
    assertEquals(OK, store.create(inner, name("f"), true, change(), made, attributes));
    assertEquals(Nfs3.NFS3ERR_NOTEMPTY, store.removeDirectory(root, name("d")));
    assertEquals(Nfs3.NFS3ERR_ISDIR, store.remove(root, name("d")));
    assertEquals(Nfs3.NFS3ERR_NOTDIR, store.removeDirectory(inner, name("f")));
    assertEquals(OK, store.remove(inner, name("f")));
    assertEquals(Nfs3.NFS3ERR_NOENT, store.remove(inner, name("f")));
    assertEquals(OK, store.removeDirectory(root, name("d")));
    assertEquals(Nfs3.NFS3ERR_STALE, store.attributes(inner, attributes));
    assertEquals(
        Nfs3.NFS3ERR_STALE, store.create(inner, name("f"), true, change(), made, attributes));
    assertEquals(Nfs3.NFS3ERR_INVAL, store.removeDirectory(root, name(".")));
  }

  @Test
  void spaceIsReservedFoundAndFreed() {
    Handle file = create("f");
    assertEquals(OK, store.write(file, 1 << 20, bytes("x"), 0));
    assertEquals(1 << 20, store.seek(file, 0, true) & ~4095);
    assertEquals(0, store.seek(file, 0, false));
    assertEquals(-Nfs3.NFS3ERR_NXIO, store.seek(file, 2 << 20, true));
    assertEquals(OK, store.allocate(file, 0, 2 << 20, true));
    assertEquals(OK, store.attributes(file, attributes));
    assertEquals(2 << 20, attributes.size);
    assertTrue(attributes.used >= 2 << 20);
    assertEquals(OK, store.allocate(file, 0, 2 << 20, false));
    assertEquals("\0", read(file, 1 << 20, 1));
    FileStore.Space space = new FileStore.Space();
    store.space(space);
    assertTrue(space.freeBytes > 0 && space.freeBytes <= space.totalBytes);
  }

  @Test
  void namedValuesAreKept() {
    org.junit.jupiter.api.Assumptions.assumeTrue(store.hasNamedValues());
    Handle file = create("f");
    FileStore.NamedValueMode mode = FileStore.NamedValueMode.NEW;
    assertEquals(OK, store.setNamedValue(file, name("colour"), bytes("blue"), mode));
    assertEquals(Nfs3.NFS3ERR_EXIST, store.setNamedValue(file, name("colour"), bytes("red"), mode));
    mode = FileStore.NamedValueMode.THERE;
    assertEquals(Nfs3.NFS3ERR_NOENT, store.setNamedValue(file, name("size"), bytes("1"), mode));
    mode = FileStore.NamedValueMode.ANY;
    assertEquals(OK, store.setNamedValue(file, name("a"), bytes("1"), mode));
    ByteBuffer into = ByteBuffer.allocateDirect(10);
    assertEquals(OK, store.namedValue(file, name("colour"), into));
    byte[] value = new byte[4];
    into.flip().get(value);
    assertArrayEquals("blue".getBytes(java.nio.charset.StandardCharsets.UTF_8), value);
    ByteBuffer small = ByteBuffer.allocateDirect(2);
    assertEquals(Nfs3.NFS3ERR_TOOSMALL, store.namedValue(file, name("colour"), small));
    assertEquals(Nfs3.NFS3ERR_NOENT, store.namedValue(file, name("none"), into.clear()));
    Set<String> names = new HashSet<>();
    long[] cookie = {0};
    for (int i = 0; i < 3; i++) {
      store.listNamedValues(
          file,
          cookie[0],
          (id, bytes, length, next) -> {
            names.add(new String(bytes, 0, length, java.nio.charset.StandardCharsets.UTF_8));
            cookie[0] = next;
            return false;
          });
    }
    assertEquals(Set.of("colour", "a"), names);
    assertEquals(OK, store.removeNamedValue(file, name("colour")));
    assertEquals(Nfs3.NFS3ERR_NOENT, store.removeNamedValue(file, name("colour")));
  }

  @Test
  void whatCanNotBeServedIsSaid() throws IOException {
    IOException none =
        assertThrows(IOException.class, () -> DirectoryStore.open(directory.resolve("none"), null));
    assertTrue(String.valueOf(none.getMessage()).contains("no such directory"), none::getMessage);
    IOException file =
        assertThrows(
            IOException.class, () -> DirectoryStore.open(directory.resolve("secret"), null));
    assertTrue(String.valueOf(file.getMessage()).contains("is no directory"), file::getMessage);
    assertThrows(IOException.class, () -> DirectoryStore.open(Path.of("/proc"), null));
    assertFalse(Files.exists(directory.resolve("none")));
  }
}
