package wml.flowops.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.OpenFile;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;

/** A sync of a thread's open files of a fileset that a journal learns of. Owned by one thread. */
final class VerifiedSyncSet implements Flowop {
  private final OpenFiles files;
  private final int fileset;
  private final Flowop sync;
  private final List<SyncWatch> watches = new ArrayList<>();
  private final OpenFiles.Visitor beginning = this::begin;
  private int open;

  VerifiedSyncSet(OpenFiles files, int fileset, Flowop sync) {
    this.files = files;
    this.fileset = fileset;
    this.sync = sync;
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    open = 0;
    files.forEachOpen(beginning);
    return sync.prepare(context);
  }

  private void begin(OpenFile file) throws IOException {
    if (file.fileset().ordinal() == fileset) {
      if (open == watches.size()) {
        watches.add(new SyncWatch());
      }
      watches.get(open++).begin(file);
    }
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    return sync.run(context);
  }

  @Override
  public boolean hasAfter() {
    return true;
  }

  @Override
  public void after(FlowopContext context) throws IOException {
    for (int i = 0; i < open; i++) {
      watches.get(i).done();
    }
  }
}
