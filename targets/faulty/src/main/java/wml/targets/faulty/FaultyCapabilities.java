package wml.targets.faulty;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.target.AttributeName;
import wml.api.target.Capability;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.api.target.NameSink;

/** Capabilities of what is wrapped, with faults before their operations. */
final class FaultyCapabilities {
  /**
   * Those that are passed on where the wrapped target has them. Direct I/O is not: a short transfer
   * would break its alignment.
   */
  static final Set<Class<? extends Capability>> PASSED_ON =
      Set.of(
          Capability.ReadAheadControl.class,
          Capability.Links.class,
          Capability.Attributes.class,
          Capability.ExtendedAttributes.class,
          Capability.Preallocation.class,
          Capability.VectorIo.class,
          Capability.CopyRange.class,
          Capability.MemoryMapping.class,
          Capability.Locks.class,
          Capability.DirectorySync.class,
          Capability.PagedListing.class);

  private FaultyCapabilities() {}

  static <C extends Capability> @Nullable C of(
      Class<C> type, FileSystemSession wrapped, Faults faults) {
    C inner = PASSED_ON.contains(type) ? wrapped.capability(type) : null;
    return inner == null ? null : type.cast(around(type, inner, faults));
  }

  /** What is wrapped may be several capabilities in one, so the type that was asked for decides. */
  private static Capability around(Class<?> type, Capability inner, Faults faults) {
    if (type == Capability.Links.class) {
      return new Links((Capability.Links) inner, faults);
    } else if (type == Capability.Attributes.class) {
      return new Attributes((Capability.Attributes) inner, faults);
    } else if (type == Capability.ExtendedAttributes.class) {
      return new ExtendedAttributes((Capability.ExtendedAttributes) inner, faults);
    } else if (type == Capability.Preallocation.class) {
      return new Preallocation((Capability.Preallocation) inner, faults);
    } else if (type == Capability.VectorIo.class) {
      return new VectorIo((Capability.VectorIo) inner, faults);
    } else if (type == Capability.CopyRange.class) {
      return new CopyRange((Capability.CopyRange) inner, faults);
    } else if (type == Capability.MemoryMapping.class) {
      return new MemoryMapping((Capability.MemoryMapping) inner, faults);
    } else if (type == Capability.Locks.class) {
      return new Locks((Capability.Locks) inner, faults);
    } else if (type == Capability.DirectorySync.class) {
      return new DirectorySync((Capability.DirectorySync) inner, faults);
    } else if (type == Capability.PagedListing.class) {
      return new PagedListing((Capability.PagedListing) inner, faults);
    }
    return inner;
  }

  private record Links(Capability.Links wrapped, Faults faults) implements Capability.Links {
    @Override
    public void link(FilePath existing, FilePath name) throws IOException {
      faults.before(Operation.LINK, name);
      wrapped.link(existing, name);
    }

    @Override
    public void symbolicLink(FilePath content, FilePath name) throws IOException {
      faults.before(Operation.LINK, name);
      wrapped.symbolicLink(content, name);
    }

    @Override
    public void readLink(FilePath name, FilePath into) throws IOException {
      faults.before(Operation.STAT, name);
      wrapped.readLink(name, into);
    }
  }

  private record Attributes(Capability.Attributes wrapped, Faults faults)
      implements Capability.Attributes {
    @Override
    public void changeMode(FilePath path, int mode) throws IOException {
      faults.before(Operation.SETATTR, path);
      wrapped.changeMode(path, mode);
    }

    @Override
    public void changeTimes(FilePath path, long accessedNanos, long modifiedNanos)
        throws IOException {
      faults.before(Operation.SETATTR, path);
      wrapped.changeTimes(path, accessedNanos, modifiedNanos);
    }

    @Override
    public boolean mayAccess(FilePath path, int rights) throws IOException {
      faults.before(Operation.STAT, path);
      return wrapped.mayAccess(path, rights);
    }
  }

  private record ExtendedAttributes(Capability.ExtendedAttributes wrapped, Faults faults)
      implements Capability.ExtendedAttributes {
    @Override
    public int get(FilePath path, AttributeName name, IoBuffer into, int room) throws IOException {
      faults.before(Operation.STAT, path);
      return wrapped.get(path, name, into, room);
    }

    @Override
    public void set(FilePath path, AttributeName name, IoBuffer from, int length)
        throws IOException {
      faults.before(Operation.SETATTR, path);
      wrapped.set(path, name, from, length);
    }

    @Override
    public int list(FilePath path, NameSink names) throws IOException {
      faults.before(Operation.STAT, path);
      return wrapped.list(path, names);
    }

    @Override
    public void remove(FilePath path, AttributeName name) throws IOException {
      faults.before(Operation.SETATTR, path);
      wrapped.remove(path, name);
    }
  }

  private record Preallocation(Capability.Preallocation wrapped, Faults faults)
      implements Capability.Preallocation {
    @Override
    public void allocate(FileHandle file, Mode mode, long offset, long length) throws IOException {
      FaultyFile of = FaultyFile.of(file);
      faults.before(Operation.WRITE, of.path(), offset);
      wrapped.allocate(of.wrapped("fallocate", offset), mode, offset, length);
    }
  }

  private record VectorIo(Capability.VectorIo wrapped, Faults faults)
      implements Capability.VectorIo {
    @Override
    public int read(FileHandle file, IoVector into, long offset) throws IOException {
      FaultyFile of = FaultyFile.of(file);
      FileHandle inner = of.wrapped("read", offset);
      faults.before(Operation.READ, of.path(), offset);
      return wrapped.read(inner, perhapsShorter(Operation.READ, into), offset);
    }

    @Override
    public int write(FileHandle file, IoVector from, long offset) throws IOException {
      FaultyFile of = FaultyFile.of(file);
      FileHandle inner = of.wrapped("write", offset);
      faults.before(Operation.WRITE, of.path(), offset);
      int written = wrapped.write(inner, perhapsShorter(Operation.WRITE, from), offset);
      of.afterWrite();
      return written;
    }

    /** As many parts over fewer bytes, if it is drawn. */
    private IoVector perhapsShorter(Operation operation, IoVector all) {
      int length = faults.length(operation, all.length());
      if (length == all.length()) {
        return all;
      }
      return new IoVector(all.parts()).over(all.buffer(), length);
    }
  }

  private record CopyRange(Capability.CopyRange wrapped, Faults faults)
      implements Capability.CopyRange {
    @Override
    public long copy(FileHandle from, long fromOffset, FileHandle to, long toOffset, long length)
        throws IOException {
      FaultyFile source = FaultyFile.of(from);
      FaultyFile destination = FaultyFile.of(to);
      FileHandle read = source.wrapped("copy", fromOffset);
      FileHandle written = destination.wrapped("copy", toOffset);
      faults.before(Operation.READ, source.path(), fromOffset);
      faults.before(Operation.WRITE, destination.path(), toOffset);
      int asked = (int) Math.min(length, Integer.MAX_VALUE);
      long copied =
          wrapped.copy(read, fromOffset, written, toOffset, faults.length(Operation.WRITE, asked));
      destination.afterWrite();
      return copied;
    }
  }

  private record MemoryMapping(Capability.MemoryMapping wrapped, Faults faults)
      implements Capability.MemoryMapping {
    @Override
    public Capability.Mapping map(FileHandle file, long length, boolean writable)
        throws IOException {
      FaultyFile of = FaultyFile.of(file);
      FileHandle inner = of.wrapped("map", 0);
      faults.before(Operation.OPEN, of.path(), 0);
      return new Mapped(wrapped.map(inner, length, writable), of.path(), faults);
    }
  }

  private record Mapped(Capability.Mapping wrapped, String path, Faults faults)
      implements Capability.Mapping {
    @Override
    public long sizeBytes() {
      return wrapped.sizeBytes();
    }

    @Override
    public int read(IoBuffer into, int length, long offset) throws IOException {
      into.checkRoom(length);
      faults.before(Operation.READ, path, offset);
      return wrapped.read(into, faults.length(Operation.READ, length), offset);
    }

    @Override
    public int write(IoBuffer from, int length, long offset) throws IOException {
      from.checkRoom(length);
      faults.before(Operation.WRITE, path, offset);
      return wrapped.write(from, faults.length(Operation.WRITE, length), offset);
    }

    @Override
    public void sync() throws IOException {
      faults.before(Operation.SYNC, path, -1);
      wrapped.sync();
    }

    @Override
    public void close() throws IOException {
      wrapped.close();
    }
  }

  private record Locks(Capability.Locks wrapped, Faults faults) implements Capability.Locks {
    @Override
    public boolean tryLock(FileHandle file, long offset, long length, boolean exclusive)
        throws IOException {
      FaultyFile of = FaultyFile.of(file);
      faults.before(Operation.LOCK, of.path(), offset);
      return wrapped.tryLock(of.wrapped("lock", offset), offset, length, exclusive);
    }

    @Override
    public void unlock(FileHandle file, long offset, long length) throws IOException {
      FaultyFile of = FaultyFile.of(file);
      faults.before(Operation.LOCK, of.path(), offset);
      wrapped.unlock(of.wrapped("unlock", offset), offset, length);
    }
  }

  private record DirectorySync(Capability.DirectorySync wrapped, Faults faults)
      implements Capability.DirectorySync {
    @Override
    public void syncDirectory(FilePath directory) throws IOException {
      faults.before(Operation.SYNC, directory);
      wrapped.syncDirectory(directory);
    }
  }

  private record PagedListing(Capability.PagedListing wrapped, Faults faults)
      implements Capability.PagedListing {
    @Override
    public Capability.DirectoryPages open(FilePath directory) throws IOException {
      faults.before(Operation.LIST, directory);
      return new Pages(wrapped.open(directory), directory.toString(), faults);
    }
  }

  private record Pages(Capability.DirectoryPages wrapped, String path, Faults faults)
      implements Capability.DirectoryPages {
    @Override
    public int next(int atMost, NameSink names) throws IOException {
      faults.before(Operation.LIST, path, -1);
      return wrapped.next(atMost, names);
    }

    @Override
    public void close() throws IOException {
      wrapped.close();
    }
  }
}
