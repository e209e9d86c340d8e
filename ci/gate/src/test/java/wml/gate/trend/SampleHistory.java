package wml.gate.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wml.api.random.RandomStream;

/** Documents as small as a trend allows; their numbers are simulated. */
final class SampleHistory {
  private SampleHistory() {}

  /** A gate of a commit against a baseline that never moves. */
  static StoredResult gate(int number, double ratio) {
    return gate(number, ratio, "virtual machine");
  }

  static StoredResult gate(int number, double ratio, String machine) {
    return StoredResult.of(
        """
        {"schema":"wml-gate/1","verdict":"PASS","workload":"a/read.wml","started_at":"%s",\
        "baseline":{"given":"ref=v1","commit":"%040x","target":"posix","workload_sha256":"ab"},\
        "candidate":{"given":".","commit":"%08x00000000000000000000000000000000","target":"posix","workload_sha256":"ab"},\
        "comparisons":[{"metric":"p99(read)","point":"","standing":"primary","more_is_better":false,\
        "skipped":"","ratio":%s},{"metric":"iops(all)","point":"","standing":"warning",\
        "more_is_better":true,"skipped":"","ratio":%s},{"metric":"p99.9(read)","point":"",\
        "standing":"primary","more_is_better":false,"skipped":"too few","ratio":null}],\
        "environment":{"machine_class":"%s"}}
        """
            .formatted(date(number), 1, 0xa000000 + number * 997, ratio, 1 / ratio, machine));
  }

  /** A plain run of so many operations per second. */
  static StoredResult run(int number, double perSecond) {
    return StoredResult.of(
        """
        {"schema":"wml-result/1","valid":true,"workload":{"path":"read.wml","sha256":"cd",\
        "resolved":{"variables":{"dir":"/tmp/%s","iosize":"4096"}}},\
        "target":{"name":"posix","options":{}},"point":{},"started_at":"%s",\
        "environment":{"machine_class":"virtual machine","wml_commit":"%040x"},\
        "summary":{"ops":5000,"ops_per_s":%s,"bytes_per_s":0,\
        "service_ns":{"p50":1000,"p99":9000,"p999":20000}}}
        """
            .formatted(number, date(number), 0xb000 + number, perSecond));
  }

  private static String date(int number) {
    return String.format(Locale.ROOT, "2026-%02d-%02dT10:00:00Z", 1 + number / 28, 1 + number % 28);
  }

  /** About 1, sd 1 %, and about 1 + step from a result on. */
  static List<StoredResult> stepped(int results, int at, double step, long seed) {
    RandomStream random = new RandomStream(seed);
    List<StoredResult> all = new ArrayList<>();
    for (int i = 0; i < results; i++) {
      double sum = -6;
      for (int k = 0; k < 12; k++) {
        sum += random.nextDouble();
      }
      all.add(gate(i, (i < at ? 1 : 1 + step) * (1 + 0.01 * sum)));
    }
    return all;
  }
}
