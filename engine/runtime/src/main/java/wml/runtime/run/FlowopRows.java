package wml.runtime.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Signature;
import wml.api.measure.LatencyHistogram;
import wml.api.plan.Step;
import wml.api.result.RunResult.FlowopRecord;
import wml.runtime.worker.Machine;
import wml.runtime.worker.Slice;
import wml.runtime.worker.Worker;

/**
 * The rows of a result: a flowop of a thread definition, to which all its instances are added. Of
 * the coordinating thread.
 */
final class FlowopRows {
  private record Row(String machine, String process, String thread, int step) {}

  private final List<Row> rows = new ArrayList<>();
  private final List<Step.Call> calls = new ArrayList<>();

  /** By worker: the row of its first flowop; the others follow it. */
  private final int[] first;

  /**
   * @param nameOf machines of one name are added up
   */
  FlowopRows(List<Worker> workers, Function<Machine, String> nameOf) {
    first = new int[workers.size()];
    Map<Row, Integer> known = new LinkedHashMap<>();
    for (int w = 0; w < first.length; w++) {
      Worker worker = workers.get(w);
      String machine = nameOf.apply(worker.machine());
      Row row = new Row(machine, worker.process().name(), worker.thread().name(), 0);
      first[w] = known.computeIfAbsent(row, r -> rows.size());
      if (first[w] == rows.size()) {
        for (int i = 0; i < worker.calls().size(); i++) {
          rows.add(new Row(row.machine(), row.process(), row.thread(), i));
          calls.add(worker.calls().get(i));
        }
      }
    }
  }

  int size() {
    return rows.size();
  }

  /** What was counted, by row. Histograms are added, never averaged. */
  final class Sums {
    private final long[] ops = new long[rows.size()];
    private final long[] errors = new long[rows.size()];
    private final long[] bytes = new long[rows.size()];
    private final LatencyHistogram[] service = new LatencyHistogram[rows.size()];
    private final @Nullable LatencyHistogram[] response =
        new @Nullable LatencyHistogram[ops.length];
    private final @Nullable LatencyHistogram[] delay = new @Nullable LatencyHistogram[ops.length];

    Sums() {
      for (int i = 0; i < service.length; i++) {
        service[i] = new LatencyHistogram();
      }
    }

    void add(int worker, Slice slice, int steps) {
      for (int i = 0; i < steps; i++) {
        int row = first[worker] + i;
        ops[row] += slice.ops(i);
        errors[row] += slice.errors(i);
        bytes[row] += slice.bytes(i);
        service[row].add(slice.service(i));
        add(response, row, slice.response(i));
        add(delay, row, slice.delay(i));
      }
    }

    void add(Sums other) {
      for (int row = 0; row < ops.length; row++) {
        ops[row] += other.ops[row];
        errors[row] += other.errors[row];
        bytes[row] += other.bytes[row];
        service[row].add(other.service[row]);
        add(response, row, other.response[row]);
        add(delay, row, other.delay[row]);
      }
    }

    private static void add(
        @Nullable LatencyHistogram[] to, int row, @Nullable LatencyHistogram more) {
      if (more == null) {
        return;
      }
      LatencyHistogram sum = to[row];
      if (sum == null) {
        sum = new LatencyHistogram();
        to[row] = sum;
      }
      sum.add(more);
    }

    boolean anyOperation() {
      for (long done : ops) {
        if (done > 0) {
          return true;
        }
      }
      return false;
    }

    List<FlowopRecord> records() {
      return records(null);
    }

    /**
     * @param machine null: of all
     */
    List<FlowopRecord> records(@Nullable String machine) {
      List<FlowopRecord> out = new ArrayList<>();
      for (int i = 0; i < ops.length; i++) {
        if (machine == null || machine.equals(rows.get(i).machine())) {
          out.add(record(i));
        }
      }
      return out;
    }

    private FlowopRecord record(int i) {
      Row row = rows.get(i);
      Step.Call call = calls.get(i);
      Signature signature = call.type().signature();
      return new FlowopRecord(
          row.machine(),
          row.process(),
          row.thread(),
          call.name(),
          signature.keyword(),
          signature.category().name().toLowerCase(Locale.ROOT),
          signature.direction().name().toLowerCase(Locale.ROOT),
          call.at().toString(),
          ops[i],
          errors[i],
          bytes[i],
          service[i],
          response[i],
          delay[i]);
    }
  }
}
