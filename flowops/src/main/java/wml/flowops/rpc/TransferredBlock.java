package wml.flowops.rpc;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.IoMemory;
import wml.api.flowop.OpenFile;
import wml.api.flowop.Readiness;
import wml.api.target.IoBuffer;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteCall.Stability;
import wml.flowops.data.Transfer;
import wml.flowops.slot.FileSlot;

/** A block of the file in a slot, with memory for each call that may be under way. */
final class TransferredBlock implements Subject {
  private final FileSlot slot;
  private final Transfer transfer;
  private final IoMemory source;
  private final boolean write;
  private final Stability stability;

  private TransferredBlock(Binding binding, String keyword, boolean write, Stability stability)
      throws BindException {
    slot = FileSlot.from(binding, keyword);
    transfer = new Transfer(binding);
    source = binding.memory();
    this.write = write;
    this.stability = stability;
  }

  static TransferredBlock read(Binding binding, String keyword) throws BindException {
    return new TransferredBlock(binding, keyword, false, Stability.UNSTABLE);
  }

  static TransferredBlock write(Binding binding, String keyword, Stability stability)
      throws BindException {
    return new TransferredBlock(binding, keyword, true, stability);
  }

  @Override
  public Readiness find(RemoteCall call) throws IOException {
    Readiness readiness = slot.find();
    if (readiness != Readiness.READY) {
      return readiness;
    }
    OpenFile file = slot.file();
    transfer.draw(file);
    if (!write) {
      transfer.placeRead(file);
    }
    int length = transfer.length();
    call.file = file.handle();
    file.fileset().files().path(file.entry(), call.path);
    call.length = length;
    call.offset = write ? transfer.writeOffset(file) : transfer.offset();
    call.stability = stability;
    if (call.memory.capacityBytes() < length) {
      call.memory = IoBuffer.allocate(length);
    }
    if (write) {
      IoBuffer data = source.forWrite(length);
      MemorySegment.copy(data.memory(), data.start(), call.memory.memory(), 0, length);
    }
    if (!transfer.isRandom()) {
      file.position = call.offset + length;
    }
    return Readiness.READY;
  }
}
