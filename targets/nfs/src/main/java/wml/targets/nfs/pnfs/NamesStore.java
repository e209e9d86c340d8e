package wml.targets.nfs.pnfs;

import java.nio.ByteBuffer;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.store.FileStore;

/** What another store does as it is: all that concerns no file's data. */
abstract class NamesStore implements FileStore {
  final FileStore inner;

  NamesStore(FileStore inner) {
    this.inner = inner;
  }

  @Override
  public void root(Handle into) {
    inner.root(into);
  }

  @Override
  public int readLink(Handle link, Name into) {
    return inner.readLink(link, into);
  }

  @Override
  public int makeDirectory(
      Handle directory, Name name, AttributeChange first, Handle into, FileAttributes of) {
    return inner.makeDirectory(directory, name, first, into, of);
  }

  @Override
  public int symbolicLink(
      Handle directory,
      Name name,
      Name content,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return inner.symbolicLink(directory, name, content, first, into, of);
  }

  @Override
  public int makeNode(
      Handle directory,
      Name name,
      int type,
      int major,
      int minor,
      AttributeChange first,
      Handle into,
      FileAttributes of) {
    return inner.makeNode(directory, name, type, major, minor, first, into, of);
  }

  @Override
  public int removeDirectory(Handle directory, Name name) {
    return inner.removeDirectory(directory, name);
  }

  @Override
  public int link(Handle file, Handle directory, Name name) {
    return inner.link(file, directory, name);
  }

  @Override
  public int list(Handle directory, long after, EntrySink entries) {
    return inner.list(directory, after, entries);
  }

  @Override
  public boolean hasNamedValues() {
    return inner.hasNamedValues();
  }

  @Override
  public int namedValue(Handle of, Name name, ByteBuffer into) {
    return inner.namedValue(of, name, into);
  }

  @Override
  public int setNamedValue(Handle of, Name name, ByteBuffer value, NamedValueMode mode) {
    return inner.setNamedValue(of, name, value, mode);
  }

  @Override
  public int removeNamedValue(Handle of, Name name) {
    return inner.removeNamedValue(of, name);
  }

  @Override
  public int listNamedValues(Handle of, long after, EntrySink names) {
    return inner.listNamedValues(of, after, names);
  }
}
