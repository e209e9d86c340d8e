package wml.flowops.rpc;

import java.io.IOException;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.OpenFile;
import wml.api.flowop.Readiness;
import wml.api.target.RemoteCall;
import wml.flowops.slot.FileSlot;

/** The file in a slot, from its begin to its end. */
final class WholeFile implements Subject {
  private final FileSlot slot;

  WholeFile(Binding binding, String keyword) throws BindException {
    slot = FileSlot.from(binding, keyword);
  }

  @Override
  public Readiness find(RemoteCall call) throws IOException {
    Readiness readiness = slot.find();
    if (readiness == Readiness.READY) {
      OpenFile file = slot.file();
      call.file = file.handle();
      file.fileset().files().path(file.entry(), call.path);
      call.offset = 0;
      call.length = 0;
    }
    return readiness;
  }
}
