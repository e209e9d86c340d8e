package wml.gate.trial;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The processes and directories of a gate. Closing ends all of the former and removes all of the
 * latter; any thread may do that, once or more often, and nothing new is begun from then on.
 */
public final class Children implements AutoCloseable {
  /** In which a run that is told to end removes what it has to. */
  private static final long GRACE_SECONDS = 5;

  private static final int TRIES = 5;

  private final Set<Process> processes = new LinkedHashSet<>();
  private final Set<Path> directories = new LinkedHashSet<>();
  private boolean closed;

  /** A new directory below another one, which is made if it is missing. */
  public synchronized Path directory(Path below, String prefix) throws IOException {
    checkOpen();
    Path made = Files.createTempDirectory(Files.createDirectories(below.toAbsolutePath()), prefix);
    directories.add(made);
    return made;
  }

  synchronized Process start(ProcessBuilder builder) throws IOException {
    checkOpen();
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the gate was interrupted");
    }
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /** Ends a process and all that it started, in bounded time. */
  void end(Process process) {
    try {
      process.getOutputStream().close(); // it may wait for an answer
    } catch (IOException e) {
      // it is gone, or will be
    }
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      processes.remove(process);
    }
  }

  /** Forgets a directory and removes it. */
  void remove(Path directory) throws IOException {
    removeTree(directory);
    synchronized (this) {
      directories.remove(directory);
    }
  }

  @Override
  public void close() {
    List<Process> running;
    List<Path> left;
    synchronized (this) {
      closed = true;
      running = List.copyOf(processes);
      left = List.copyOf(directories);
    }
    running.forEach(Process::destroy); // so that they end at the same time
    running.forEach(this::end);
    for (Path directory : left) {
      boolean gone = false;
      for (int i = 0; i < TRIES && !gone; i++) {
        gone = isRemoved(directory);
      }
    }
  }

  private boolean isRemoved(Path directory) {
    try {
      remove(directory);
      return true;
    } catch (IOException e) {
      return false; // a process that was killed may have made more meanwhile
    }
  }

  /** Links are removed, not followed. */
  private static void removeTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
