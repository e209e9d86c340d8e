package wml.flowops.data;

import java.io.IOException;
import wml.api.fileset.Fileset;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.random.LongSource;
import wml.api.target.Capability.DirectIo;
import wml.api.target.FilePath;

/**
 * Refuses {@code directio} with sizes and offsets that no call could succeed with, before the run.
 * What is only known when it is drawn, the target refuses.
 */
final class DirectSizes {
  /** Sizes don't matter. */
  private static final int NONE = 0;

  private DirectSizes() {}

  static void check(Binding binding) throws BindException {
    int unit = checkIoSize(binding);
    if (unit == NONE) {
      return;
    }
    check("workingset", binding.number(CommonAttributes.WORKING_SET.name()), unit);
    String offset = CommonAttributes.OFFSET.name();
    if (binding.given(offset) && binding.ranks(offset) == null) {
      check(offset, binding.number(offset), unit);
    }
  }

  /** Checks {@code iosize} alone; returns what sizes must be multiples of, or {@link #NONE}. */
  static int checkIoSize(Binding binding) throws BindException {
    Fileset fileset = binding.fileset();
    DirectIo direct = binding.session().capability(DirectIo.class);
    if (!binding.flag(CommonAttributes.DIRECT.name()) || direct == null || fileset == null) {
      return NONE;
    }
    int unit = unit(direct, fileset);
    LongSource sizes = binding.numbers(CommonAttributes.IO_SIZE.name());
    long size = sizes instanceof LongSource.Constant(long value) ? value : 0;
    check("iosize", size, unit);
    return unit;
  }

  /** What the fileset's first file asks for. */
  private static int unit(DirectIo direct, Fileset fileset) throws BindException {
    if (fileset.files().entries() == 0) {
      return 1;
    }
    FilePath path = new FilePath();
    fileset.files().path(0, path);
    try {
      return direct.alignmentBytes(path);
    } catch (IOException e) {
      throw new BindException("directio: " + e.getMessage());
    }
  }

  private static void check(String attribute, long value, int unit) throws BindException {
    if (value % unit != 0) {
      throw new BindException(
          "%s=%d with directio must be a multiple of %d bytes here; write %d or %d, or leave directio out"
              .formatted(
                  attribute,
                  value,
                  unit,
                  Math.max(unit, value / unit * unit),
                  (value / unit + 1) * unit));
    }
  }
}
