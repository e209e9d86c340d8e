package wml.api.fileset;

import org.jspecify.annotations.Nullable;
import wml.api.verify.BlockLedger;

/** A tree of files that flowops work on. Shared by all threads of all processes of a machine. */
public interface Fileset {
  String name();

  /** A dense number, unique within its machine, for tables indexed by fileset. */
  int ordinal();

  Population files();

  /** Directories that hold nothing, made and removed by flowops. */
  Population leafDirectories();

  /** Directories that hold something, the root among them. They always exist. */
  Population directories();

  /** The size that a file was given when the tree was laid out. */
  long sizeBytes(int file);

  /** Files may be opened for reading only. */
  boolean readOnly();

  /** Files may be opened for writing only. */
  boolean writeOnly();

  /** What its files hold. */
  default Contents contents() {
    return Contents.RANDOM;
  }

  /** What its blocks must hold; null: they are not verified. */
  default @Nullable BlockLedger ledger() {
    return null;
  }
}
