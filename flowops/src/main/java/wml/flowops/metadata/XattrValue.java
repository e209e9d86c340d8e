package wml.flowops.metadata;

import java.io.IOException;
import java.util.List;
import wml.api.fileset.Fileset;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.IoMemory;
import wml.api.flowop.Readiness;
import wml.api.random.LongSource;
import wml.api.target.AttributeName;
import wml.api.target.Capability.ExtendedAttributes;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryMarks;
import wml.flowops.slot.EntryPath;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.TargetAbility;

/** One extended attribute of the file that a flowop finds, and its value. Owned by one thread. */
final class XattrValue {
  /** Linux's XATTR_SIZE_MAX. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final Attribute SIZE =
      Attribute.number("iosize", 64, 0, MAX_BYTES, "bytes of the value");

  /** Of a flowop that has such a value. */
  static final List<Attribute> ATTRIBUTES =
      FlowopAttributes.of(
          CommonAttributes.FILESET,
          CommonAttributes.INDEXED,
          CommonAttributes.FD,
          Attribute.text("xattr", "wml", "name of the attribute, in the name space of users"),
          SIZE);

  private final ExtendedAttributes attributes;
  private final EntryPath entry;
  private final AttributeName name;
  private final LongSource sizes;
  private final IoMemory memory;
  private final EntryMarks marks;
  private IoBuffer drawn;
  private int length;

  XattrValue(Binding binding, String keyword) throws BindException {
    this(binding, keyword, "");
  }

  /**
   * @param suffix behind the attribute's name
   */
  XattrValue(Binding binding, String keyword, String suffix) throws BindException {
    attributes = TargetAbility.of(binding, ExtendedAttributes.class, keyword);
    entry = EntryPath.ofFile(binding, keyword);
    name = name(binding.text("xattr") + suffix);
    sizes = binding.numbers("iosize");
    memory = binding.memory();
    Fileset fileset = binding.fileset();
    marks = new EntryMarks(fileset == null ? 0 : fileset.files().entries());
    drawn = memory.forRead(0);
  }

  private static AttributeName name(String text) throws BindException {
    try {
      return AttributeName.of(text);
    } catch (IllegalArgumentException e) {
      throw new BindException("xattr=" + text + ": " + e.getMessage());
    }
  }

  /** Marks for the files of the flowop's fileset. */
  EntryMarks marks() {
    return marks;
  }

  /** Makes the next value. */
  void draw() {
    length = Math.clamp(sizes.next(), 0, MAX_BYTES);
    drawn = memory.forWrite(length);
  }

  /** Sets the value that was drawn. */
  long set() throws IOException {
    attributes.set(entry.path(), name, drawn, length);
    return length;
  }

  long get() throws IOException {
    return attributes.get(entry.path(), name, memory.forRead(MAX_BYTES), MAX_BYTES);
  }

  void giveIfAbsent() throws IOException {
    try {
      get();
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.ENODATA) {
        throw e;
      }
      draw();
      set();
    }
  }

  void remove() throws IOException {
    attributes.remove(entry.path(), name);
  }

  /** Something done to the value, with a preparation. Owned by one thread. */
  abstract static class Prepared implements Flowop {
    final XattrValue value;
    private final EntryPath.Preparation preparing = this::prepare;

    Prepared(XattrValue value) {
      this.value = value;
    }

    /**
     * What is not timed.
     *
     * @param entry as {@link EntryPath#pinned} says
     */
    abstract void ready(int entry) throws IOException;

    /** What is timed; returns bytes moved. */
    abstract long timed(int entry) throws IOException;

    private void prepare(FilePath path) throws IOException {
      ready(value.entry.pinned());
    }

    @Override
    public final Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = value.entry.find();
      if (readiness == Readiness.READY) {
        value.entry.orRelease(preparing);
      }
      return readiness;
    }

    @Override
    public final long run(FlowopContext context) throws IOException {
      try {
        return timed(value.entry.pinned());
      } finally {
        value.entry.release();
      }
    }
  }
}
