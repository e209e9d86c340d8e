package wml.runtime.fileset;

import wml.api.target.FilePath;

/** Names the entries of a population. Shared by all threads; allocates nothing. */
@FunctionalInterface
interface EntryPaths {
  void path(int entry, FilePath into);
}
