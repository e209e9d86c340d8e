package wml.flowops.data;

import java.io.IOException;
import java.util.List;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.IoVector;
import wml.flowops.slot.FlowopAttributes;

/** Moves bytes in several parts at once. Owned by one thread. */
final class VectorMover implements Mover {
  private static final Attribute VECTORS =
      Attribute.number("vectors", 4, 1, IoVector.MAX_PARTS, "parts of memory of one call");

  /** Of a flowop that moves so. */
  static final List<Attribute> ATTRIBUTES =
      FlowopAttributes.opening(
          CommonAttributes.IO_SIZE, CommonAttributes.WORKING_SET, CommonAttributes.RANDOM, VECTORS);

  /** A read or a write of the target. */
  @FunctionalInterface
  interface Call {
    int move(FileHandle file, IoVector parts, long offset) throws IOException;
  }

  private final IoVector parts;
  private final Call call;

  VectorMover(Binding binding, Call call) throws BindException {
    long vectors = binding.number("vectors");
    if (vectors < VECTORS.min() || vectors > VECTORS.max()) {
      throw new BindException(
          "vectors=" + vectors + " must be from " + VECTORS.min() + " to " + VECTORS.max());
    }
    parts = new IoVector((int) vectors);
    this.call = call;
  }

  @Override
  public int move(FileHandle file, IoBuffer buffer, int length, long offset) throws IOException {
    return call.move(file, parts.over(buffer, length), offset);
  }
}
