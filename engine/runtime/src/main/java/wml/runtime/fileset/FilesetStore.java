package wml.runtime.fileset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import wml.api.target.Deployment;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.TargetException;

/**
 * Makes filesets stand on a target: builds a tree anew, reuses the one that stands, or takes a
 * block device as it is. Cold; one thread per fileset, which starts others. Trees stay after a run.
 *
 * <p>A tree is removed or changed only if a manifest beside it says that it was made here and its
 * root is still the one that was made; or if its root is an empty directory. Else nothing is
 * touched. The order of steps keeps that true if the run is killed at any time:
 *
 * <ol>
 *   <li>manifest "planned"; create the root; manifest "building" with the root's inode. Between the
 *       two the root is empty.
 *   <li>A tree that stands is marked "building" before anything in it is changed or removed.
 *   <li>manifest "complete" when all is done; only then may {@code trusttree} trust it.
 * </ol>
 */
public final class FilesetStore {
  private static final int MAX_THREADS = 8;

  private final LaidOutFileset fileset;
  private final Progress progress;
  private final FileSystemSession session;
  private final ManifestFile file;
  private final Crew crew;
  private final String digest;

  /** Watches and stops the building. Called by any thread, but never by two at once. */
  @FunctionalInterface
  public interface Progress {
    Progress NONE = (done, total, bytes) -> {};

    /**
     * Called every some dozen entries.
     *
     * @param done files and leaf directories made or checked
     * @param total of them
     * @param bytes written so far
     */
    void made(long done, long total, long bytes);

    /** Whether to stop; asked by several threads, often. */
    default boolean cancelled() {
      return false;
    }
  }

  private FilesetStore(
      LaidOutFileset fileset, Deployment deployment, FileSystemSession session, Progress progress) {
    this.fileset = fileset;
    this.session = session;
    this.progress = progress;
    file = new ManifestFile(fileset);
    int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    crew = new Crew(deployment, threads, progress::cancelled);
    int percent = fileset.plan().preallocPercent();
    boolean partly = percent > 0 && percent < 100;
    digest =
        fileset.digest() + "-" + percent + (partly ? "-" + Long.toHexString(fileset.seed()) : "");
  }

  /**
   * Makes a fileset stand and sets which of its entries exist. May be called again for the same
   * fileset while no thread works on it.
   *
   * @throws FilesetException if it can't be built, or something else stands in its place
   * @throws InterruptedIOException if it was cancelled; the next run cleans up
   */
  public static void materialise(LaidOutFileset fileset, Deployment deployment, Progress progress)
      throws IOException {
    try (FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      new FilesetStore(fileset, deployment, session, progress).run();
    } catch (FilesetException e) {
      throw e;
    } catch (InterruptedIOException e) {
      InterruptedIOException stopped =
          new InterruptedIOException(
              "building fileset '%s' at '%s' was stopped; the next run removes what is there"
                  .formatted(fileset.name(), fileset.root()));
      stopped.initCause(e);
      throw stopped;
    } catch (IOException e) {
      throw FilesetException.during("build", fileset, e);
    }
  }

  /** Removes a directory and all that it holds; fine if it is not there. */
  public static void remove(String directory, Deployment deployment) throws IOException {
    try (FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      FileStat stat = new FileStat();
      FilePath path = FilePath.of(directory);
      if (!session.stat(path, stat) || !stat.isDirectory()) {
        return;
      }
      NameList names = TreeRemoval.list(session, directory);
      TreeRemoval removal = new TreeRemoval(session, () -> false);
      for (int i = 0; i < names.size(); i++) {
        removal.remove(directory, names, i);
      }
      session.removeDirectory(path);
    }
  }

  private void run() throws IOException {
    FileStat root = new FileStat();
    boolean stands = session.stat(FilePath.of(fileset.root()), root);
    if (stands && root.type == FileStat.Type.BLOCK_DEVICE) {
      takeDevice();
      return;
    }
    fileset.files().reset(false);
    fileset.leafDirectories().reset(false);
    Manifest manifest = stands ? checked(root) : null;
    if (manifest != null && fileset.plan().reuse()) {
      reuse(manifest, root.inode);
    } else {
      buildAnew(stands, manifest, root.inode);
    }
    fileset.directories().reset(true);
  }

  /** The manifest of what stands, or null if that is an empty directory without one. */
  private @Nullable Manifest checked(FileStat root) throws IOException {
    if (!root.isDirectory()) {
      throw FilesetException.notOurs(
          fileset, "is " + words(root.type) + ", where fileset '" + fileset.name() + "' belongs");
    }
    Manifest manifest = file.read(session);
    if (TreeRemoval.list(session, fileset.root()).size() == 0) {
      return manifest;
    }
    if (manifest == null) {
      throw FilesetException.notOurs(fileset, "exists and was not made by wml");
    }
    if (manifest.state() == Manifest.State.PLANNED || manifest.rootInode() != root.inode) {
      throw FilesetException.notOurs(
          fileset, "is not the directory that wml made there; something replaced it since");
    }
    return manifest;
  }

  private static String words(FileStat.Type type) {
    return switch (type) {
      case FILE -> "a file";
      case SYMBOLIC_LINK -> "a symbolic link";
      case DIRECTORY, BLOCK_DEVICE, OTHER -> "a device, socket or pipe";
    };
  }

  private void takeDevice() throws IOException {
    if (fileset.fileCount() != 1 || fileset.leafDirectoryCount() > 0) {
      throw FilesetException.notOurs(
          fileset, "is a block device, which can only be used as a single file (define file)");
    }
    fileset.becomeDevice(FileContents.deviceBytes(session, fileset));
  }

  private void buildAnew(boolean stands, @Nullable Manifest manifest, long standingInode)
      throws IOException {
    long inode = standingInode;
    if (stands) {
      markStanding(manifest, inode);
      removeContents();
    } else {
      makeParents();
      mark(Manifest.State.PLANNED, 0);
      session.createDirectory(FilePath.of(fileset.root()));
      FileStat root = new FileStat();
      session.stat(FilePath.of(fileset.root()), root);
      inode = root.inode;
      mark(Manifest.State.BUILDING, inode);
    }
    new TreeBuild(fileset, crew, session, progress, TreeBuild.ANEW).run();
    mark(Manifest.State.COMPLETE, inode);
  }

  private void reuse(Manifest manifest, long inode) throws IOException {
    boolean same = manifest.state() == Manifest.State.COMPLETE && manifest.digest().equals(digest);
    if (same && fileset.plan().trustTree()) {
      TreeBuild.trust(fileset);
      return;
    }
    AtomicInteger changes = new AtomicInteger();
    TreeBuild.Changes marking =
        changer -> {
          synchronized (changes) {
            if (changes.getAndIncrement() == 0) {
              file.write(changer, new Manifest(Manifest.State.BUILDING, inode, digest));
            }
          }
        };
    new TreeBuild(fileset, crew, session, progress, marking).run();
    if (!same || changes.get() > 0) {
      mark(Manifest.State.COMPLETE, inode);
    }
  }

  private void mark(Manifest.State state, long inode) throws IOException {
    file.write(session, new Manifest(state, inode, digest));
  }

  /** A full disk must not keep the tree that fills it from being removed. */
  private void markStanding(@Nullable Manifest manifest, long inode) throws IOException {
    if (manifest != null
        && manifest.state() == Manifest.State.BUILDING
        && manifest.rootInode() == inode) {
      return;
    }
    try {
      mark(Manifest.State.BUILDING, inode);
    } catch (TargetException e) {
      boolean full = e.kind() == ErrorKind.ENOSPC || e.kind() == ErrorKind.EDQUOT;
      if (!full || manifest == null || manifest.rootInode() != inode) {
        throw e;
      }
    }
  }

  private void removeContents() throws IOException {
    NameList names = TreeRemoval.list(session, fileset.root());
    crew.run(
        session,
        names.size(),
        1,
        1,
        own -> {
          TreeRemoval removal = new TreeRemoval(own, progress::cancelled);
          return (from, to) -> removal.remove(fileset.root(), names, from);
        });
  }

  /** Creates the directories above the root that are missing, those of the name included. */
  private void makeParents() throws IOException {
    String root = fileset.root();
    for (int slash = root.indexOf('/', 1); slash > 0; slash = root.indexOf('/', slash + 1)) {
      FilePath parent = FilePath.of(root.substring(0, slash));
      if (!session.stat(parent, new FileStat())) {
        try {
          session.createDirectory(parent);
        } catch (TargetException e) {
          if (e.kind() != ErrorKind.EEXIST) {
            throw e;
          }
        }
      }
    }
  }
}
