package wml.compiler;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Contents;
import wml.api.plan.Value;
import wml.api.random.RandomVariable;
import wml.compiler.AttributeReader.Given;
import wml.grammar.diagnostic.Code;

/** Resolves what files hold, and the sizes that follow from it. Stateless. */
final class ContentsReader {
  private static final int SECTOR_BYTES = 512;

  private ContentsReader() {}

  static Contents read(Map<String, Given> given, Evaluator evaluator) {
    Given verify = given.get("verify");
    boolean verified = verify != null && verify.value().toString().equals("crc32c");
    Given block = given.get("verifyblock");
    Given dedup = given.get("dedup");
    int blockBytes = (int) RunPlanner.number(given, "verifyblock", 4096);
    if (block != null && !verified) {
      contradict(evaluator, block, "'verifyblock' without 'verify'", "add verify=crc32c");
    }
    if (blockBytes % SECTOR_BYTES != 0 && block != null) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          block.node().span(),
          "blocks of " + blockBytes + " bytes can't be verified",
          "use a multiple of " + SECTOR_BYTES + ", such as 4k");
      blockBytes = 4096;
    }
    int repeated = (int) RunPlanner.number(given, "dedup", 0);
    if (verified && repeated > 0 && dedup != null) {
      contradict(
          evaluator,
          dedup,
          "blocks that are verified never repeat: each carries its place",
          "leave out dedup or verify");
    }
    return new Contents(
        verified ? blockBytes : 0, (int) RunPlanner.number(given, "compress", 0), repeated);
  }

  private static void contradict(Evaluator evaluator, Given at, String what, @Nullable String how) {
    evaluator.error(Code.BAD_COMBINATION, at.node().span(), what, how);
  }

  /** The size as it was read; verified files have whole blocks. */
  static Value size(Value size, Map<String, Given> given, Contents contents, Evaluator evaluator) {
    if (!contents.verified()) {
      return size;
    }
    int block = contents.verifyBytes();
    if (size instanceof Value.Random random) {
      return new Value.Random(rounded(random.variable(), block));
    }
    if (size instanceof Value.Whole whole && whole.value() % block != 0) {
      Given at = given.get("size");
      Given verify = given.get("verify");
      contradict(
          evaluator,
          at == null ? Objects.requireNonNull(verify) : at,
          "files of %d bytes are not whole verified blocks of %d".formatted(whole.value(), block),
          "make size a multiple of verifyblock, such as size=%d"
              .formatted((whole.value() / block + 1) * block));
    }
    return size;
  }

  private static RandomVariable rounded(RandomVariable v, int block) {
    double round = v.round() > 0 && v.round() % block == 0 ? v.round() : block;
    double max = v.max() < Double.MAX_VALUE ? Math.ceil(v.max() / block) * block : v.max();
    return new RandomVariable(
        v.name(),
        v.distribution(),
        v.unit(),
        round,
        Math.ceil(v.min() / block) * block,
        max,
        v.stateful48(),
        v.seed());
  }
}
