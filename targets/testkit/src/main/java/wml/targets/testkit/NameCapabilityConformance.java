package wml.targets.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;
import wml.api.target.OpenMode;
import wml.api.target.TargetException;

/** What capabilities promise that deal with names: links, attributes, directories. */
abstract class NameCapabilityConformance extends RangeCapabilityConformance {
  private static final AttributeName NAME = AttributeName.of("colour");

  private FileStat statOf(String name) throws IOException {
    FileStat stat = new FileStat();
    assertTrue(session().stat(path(name), stat), name);
    return stat;
  }

  @Test
  final void hardLinkIsOneMoreNameOfTheFile() throws IOException {
    Capability.Links links = needs(Capability.Links.class);
    make("f", 5000);
    links.link(path("f"), path("g"));
    assertEquals(2, statOf("g").links);
    assertEquals(statOf("f").inode, statOf("g").inode);
    session().remove(path("f"));
    assertEquals(1, statOf("g").links);
    try (FileHandle file = open("g", OpenMode.READ)) {
      assertHolds(file, pattern(5000, "f".hashCode()), 5000, 0);
    }
    session().remove(path("g"));
    assertFalse(session().stat(path("g"), new FileStat()));
  }

  @Test
  final void hardLinkNeedsAFileAndAFreeName() throws IOException {
    Capability.Links links = needs(Capability.Links.class);
    make("f", 1);
    make("g", 1);
    FilePath taken = path("g");
    assertFails(ErrorKind.EEXIST, taken, () -> links.link(path("f"), taken));
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> links.link(missing, path("h")));
    session().createDirectory(path("d"));
    assertThrows(TargetException.class, () -> links.link(path("d"), path("e")));
    assertEquals(1, statOf("f").links);
  }

  @Test
  final void symbolicLinkHoldsAPathAndIsFollowedWhenOpened() throws IOException {
    Capability.Links links = needs(Capability.Links.class);
    make("f", 5000);
    links.symbolicLink(FilePath.of("f"), path("s"));
    assertEquals(FileStat.Type.SYMBOLIC_LINK, statOf("s").type);
    FilePath content = FilePath.of("something longer than the content");
    links.readLink(path("s"), content);
    assertEquals("f", content.toString());
    try (FileHandle file = open("s", OpenMode.READ)) {
      assertHolds(file, pattern(5000, "f".hashCode()), 5000, 0);
    }
    session().remove(path("s"));
    assertEquals(5000, statOf("f").sizeBytes);
  }

  @Test
  final void symbolicLinkToADirectoryIsAWayButNotADirectory() throws IOException {
    Capability.Links links = needs(Capability.Links.class);
    session().createDirectory(path("d"));
    make("d/f", 10);
    links.symbolicLink(directory(), path("up"));
    links.symbolicLink(FilePath.of("up/d"), path("s"));
    assertEquals(10, statOf("s/f").sizeBytes);
    FilePath link = path("s");
    assertFails(ErrorKind.ENOTDIR, link, () -> session().list(link, (n, l, d) -> {}));
    assertFails(ErrorKind.ENOTDIR, link, () -> session().removeDirectory(link));
    boolean[] listedAsDirectory = new boolean[1];
    session().list(directory(), (n, l, d) -> listedAsDirectory[0] |= d && n[0] != 'd');
    assertFalse(listedAsDirectory[0]);
    session().remove(link);
    assertEquals(10, statOf("d/f").sizeBytes);
  }

  @Test
  final void linksInACircleEnd() throws IOException {
    Capability.Links links = needs(Capability.Links.class);
    links.symbolicLink(FilePath.of("b"), path("a"));
    links.symbolicLink(FilePath.of("a"), path("b"));
    FilePath a = path("a");
    assertFails(ErrorKind.ELOOP, a, () -> session().open(a, OpenMode.READ));
  }

  @Test
  final void symbolicLinkNeedsAFreeNameAndOnlyALinkIsRead() throws IOException {
    Capability.Links links = needs(Capability.Links.class);
    make("f", 1);
    FilePath f = path("f");
    assertFails(ErrorKind.EEXIST, f, () -> links.symbolicLink(FilePath.of("x"), f));
    assertFails(ErrorKind.EINVAL, f, () -> links.readLink(f, new FilePath()));
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> links.readLink(missing, new FilePath()));
    links.symbolicLink(missing, path("dangling"));
    FilePath dangling = path("dangling");
    assertFails(ErrorKind.ENOENT, dangling, () -> session().open(dangling, OpenMode.READ));
  }

  @Test
  final void permissionsAndTimesAreKept() throws IOException {
    needsData();
    Capability.Attributes attributes = needs(Capability.Attributes.class);
    make("f", 1);
    attributes.changeMode(path("f"), 0640);
    assertEquals(0640, statOf("f").mode);
    attributes.changeMode(path("f"), 0751);
    assertEquals(0751, statOf("f").mode);
    long accessed = 1_234_567_890_123_456_000L;
    long modified = 1_345_678_901_234_567_000L;
    attributes.changeTimes(path("f"), accessed, modified);
    assertEquals(accessed, statOf("f").accessedNanos);
    assertEquals(modified, statOf("f").modifiedNanos);
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> attributes.changeMode(missing, 0600));
    assertFails(ErrorKind.ENOENT, missing, () -> attributes.changeTimes(missing, 0, 0));
  }

  @Test
  final void whatNobodyMayExecuteIsNotExecutable() throws IOException {
    needsData();
    Capability.Attributes attributes = needs(Capability.Attributes.class);
    int readWrite = Capability.Attributes.READ + Capability.Attributes.WRITE;
    make("f", 1);
    attributes.changeMode(path("f"), 0600);
    assertTrue(attributes.mayAccess(path("f"), readWrite));
    assertFalse(attributes.mayAccess(path("f"), Capability.Attributes.EXECUTE));
    assertFalse(attributes.mayAccess(path("f"), readWrite + Capability.Attributes.EXECUTE));
    attributes.changeMode(path("f"), 0700);
    assertTrue(attributes.mayAccess(path("f"), readWrite + Capability.Attributes.EXECUTE));
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> attributes.mayAccess(missing, readWrite));
  }

  /** The capability, with a file "f" that has a value of 100 bytes. */
  private Capability.ExtendedAttributes withAValue(IoBuffer value) throws Throwable {
    Capability.ExtendedAttributes attributes = needs(Capability.ExtendedAttributes.class);
    make("f", 1);
    supported(() -> attributes.set(path("f"), NAME, value, 100));
    return attributes;
  }

  @Test
  final void extendedAttributesAreSetReplacedAndRemoved() throws Throwable {
    IoBuffer value = pattern(100, 1);
    Capability.ExtendedAttributes attributes = withAValue(value);
    IoBuffer read = filled(200, 0);
    assertEquals(100, attributes.get(path("f"), NAME, read, 200));
    assertSame(value, read, 100);
    IoBuffer shorter = pattern(7, 2);
    attributes.set(path("f"), NAME, shorter, 7);
    assertEquals(7, attributes.get(path("f"), NAME, read, 7));
    assertSame(shorter, read, 7);
    attributes.set(path("f"), AttributeName.of("shape"), value, 0);
    assertEquals(Set.of("colour", "shape"), listed(names -> attributes.list(path("f"), names)));
    attributes.remove(path("f"), NAME);
    assertEquals(Set.of("shape"), listed(names -> attributes.list(path("f"), names)));
    session().rename(path("f"), path("g"));
    assertEquals(0, attributes.get(path("g"), AttributeName.of("shape"), read, 10));
  }

  @Test
  final void missingAttributesAndTooLittleRoomFail() throws Throwable {
    IoBuffer value = pattern(100, 1);
    Capability.ExtendedAttributes attributes = withAValue(value);
    AttributeName other = AttributeName.of("shape");
    FilePath f = path("f");
    assertFails(ErrorKind.ENODATA, f, () -> attributes.get(f, other, value, 100));
    assertFails(ErrorKind.ENODATA, f, () -> attributes.remove(f, other));
    assertFails(ErrorKind.ERANGE, f, () -> attributes.get(f, NAME, value, 99));
    assertFails(ErrorKind.ERANGE, f, () -> attributes.get(f, NAME, value, 0));
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> attributes.get(missing, NAME, value, 10));
    assertFails(ErrorKind.ENOENT, missing, () -> attributes.set(missing, NAME, value, 10));
    assertFails(ErrorKind.ENOENT, missing, () -> attributes.list(missing, (n, l, d) -> {}));
    assertFails(ErrorKind.ENOENT, missing, () -> attributes.remove(missing, NAME));
  }

  @Test
  final void directoryIsSynced() throws IOException {
    Capability.DirectorySync syncs = needs(Capability.DirectorySync.class);
    make("f", 1);
    session().rename(path("f"), path("g"));
    syncs.syncDirectory(directory());
    needsData();
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> syncs.syncDirectory(missing));
    FilePath file = path("g");
    assertFails(ErrorKind.ENOTDIR, file, () -> syncs.syncDirectory(file));
  }

  @Test
  final void pagesHandOverEveryNameOnce() throws IOException {
    needsData();
    Capability.PagedListing listing = needs(Capability.PagedListing.class);
    session().createDirectory(path("d"));
    session().createDirectory(path("d/sub"));
    for (int i = 0; i < 1999; i++) {
      session().open(path("d/f" + i), NEW).close();
    }
    Map<String, Boolean> names = new HashMap<>();
    NameSink sink = (utf8, length, isDirectory) -> names.put(text(utf8, length), isDirectory);
    try (Capability.DirectoryPages pages = listing.open(path("d"))) {
      for (int page = 0; page < 20; page++) {
        assertEquals(100, pages.next(100, sink));
      }
      assertEquals(0, pages.next(100, sink));
      assertEquals(0, pages.next(100, sink));
    }
    assertEquals(2000, names.size());
    assertEquals(true, names.get("sub"));
    assertEquals(false, names.get("f7"));
    try (Capability.DirectoryPages pages = listing.open(path("d"))) {
      assertEquals(2000, pages.next(5000, sink));
    }
  }

  @Test
  final void pagesOfSeveralDirectoriesDontMix() throws IOException {
    needsData();
    Capability.PagedListing listing = needs(Capability.PagedListing.class);
    for (String name : Set.of("a", "b")) {
      session().createDirectory(path(name));
      for (int i = 0; i < 10; i++) {
        session().open(path(name + "/" + name + i), NEW).close();
      }
    }
    Set<String> ofA = new TreeSet<>();
    Set<String> ofB = new TreeSet<>();
    try (Capability.DirectoryPages a = listing.open(path("a"));
        Capability.DirectoryPages b = listing.open(path("b"))) {
      for (int i = 0; i < 10; i++) {
        assertEquals(1, a.next(1, (utf8, length, d) -> ofA.add(text(utf8, length))));
        assertEquals(1, b.next(1, (utf8, length, d) -> ofB.add(text(utf8, length))));
      }
    }
    assertEquals(10, ofA.size());
    assertTrue(ofA.stream().allMatch(name -> name.startsWith("a")), ofA.toString());
    assertTrue(ofB.stream().allMatch(name -> name.startsWith("b")), ofB.toString());
  }

  @Test
  final void onlyDirectoriesHavePages() throws IOException {
    needsData();
    Capability.PagedListing listing = needs(Capability.PagedListing.class);
    make("f", 1);
    FilePath f = path("f");
    assertFails(ErrorKind.ENOTDIR, f, () -> listing.open(f));
    FilePath missing = path("missing");
    assertFails(ErrorKind.ENOENT, missing, () -> listing.open(missing));
  }

  private static String text(byte[] utf8, int length) {
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }

  /** Something that hands names over and counts them. */
  private interface Listing {
    int into(NameSink names) throws IOException;
  }

  private static Set<String> listed(Listing listing) throws IOException {
    Set<String> names = new TreeSet<>();
    int count = listing.into((utf8, length, isDirectory) -> names.add(text(utf8, length)));
    assertEquals(names.size(), count);
    return names;
  }
}
