package wml.api.fileset;

import wml.api.target.FilePath;

/**
 * The entries of a fileset of one kind (its files, its leaf directories or its inner directories),
 * each existing or missing, and who may pick which next. Shared by all threads; picks are lock-free
 * and allocate nothing.
 *
 * <p>Picks go round robin by index, one rotor per kind of pick. A <em>pinned</em> entry exists and
 * is not deleted by others until it is unpinned; a <em>claimed</em> entry belongs to one thread.
 *
 * <p>The index of a {@code ...Near} pick: the entry {@code value mod entries} if it fits, else the
 * next higher one that does, in a circle. A {@code ...Within} pick takes the first that fits of
 * {@code start, ..., to - 1, from, ..., start - 1}.
 */
public interface Population {
  /** No entry fits now. */
  int NONE = -1;

  int entries();

  /** Entries that exist now; an estimate while threads work. */
  int existing();

  /** Pins the next existing entry. */
  int pinNext();

  int pinNear(long value);

  int pinWithin(int start, int from, int to);

  void unpin(int entry);

  /** Claims the next missing entry; then {@link #created} or {@link #abandon} it. */
  int claimMissing();

  int claimMissingNear(long value);

  int claimMissingWithin(int start, int from, int to);

  /** A claimed missing entry now exists and stays pinned by the caller. */
  void created(int entry);

  /** Gives a claimed missing entry back: it is still missing. */
  void abandon(int entry);

  /** Claims the next existing entry that nobody has pinned; then {@link #deleted} or restore. */
  int claimDeletable();

  int claimDeletableNear(long value);

  int claimDeletableWithin(int start, int from, int to);

  /**
   * Claims one entry that the caller has pinned itself, once; the pin is gone with it.
   *
   * @return false if others have it pinned too, or it is claimed or gone
   */
  boolean claimPinned(int entry);

  /** A claimed existing entry is now missing. */
  void deleted(int entry);

  /** Gives a claimed existing entry back: it still exists. */
  void restore(int entry);

  /** Writes the path of an entry. */
  void path(int entry, FilePath into);
}
