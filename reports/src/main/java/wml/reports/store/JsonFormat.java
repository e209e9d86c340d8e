package wml.reports.store;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import wml.api.result.ResultFormat;
import wml.api.result.RunResult;

/** {@code json}: one run as a {@code wml-result/1} document; {@link ResultStore} writes files. */
@AutoService(ResultFormat.class)
public final class JsonFormat implements ResultFormat {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(RunResult result, Appendable out) throws IOException {
    ResultStore.write(new AppendingWriter(out), List.of(result));
  }

  /** Hands all characters on. */
  private static final class AppendingWriter extends Writer {
    private final Appendable out;

    AppendingWriter(Appendable out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      out.append(new String(text, offset, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
