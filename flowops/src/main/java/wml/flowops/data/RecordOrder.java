package wml.flowops.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Attribute;
import wml.api.flowop.Binding;
import wml.api.random.RandomStream;

/**
 * In which order a pass visits the records of a file. {@link #begin} is not timed; then {@link
 * #next} is called once per record. Owned by one thread; allocates only when a file has more
 * records than any before.
 */
abstract class RecordOrder {
  /** Every 17th record, as in iozone. */
  static final int STRIDE = 17;

  static final Attribute ATTRIBUTE =
      Attribute.choice(
          "order",
          List.of("sequential", "backward", "random", "stride", "spot", "first", "gaps"),
          "in which order records are visited: random, a permutation that is drawn anew for each"
              + " pass; stride, every "
              + STRIDE
              + "th, then the same from the next one on; spot, one drawn record again and again;"
              + " first, the first one again and again, as iozone rewrites records; gaps, as"
              + " stride, but in files of up to "
              + STRIDE
              + " records only the first, as iozone does");

  /** The order that a flowop asks for. */
  static RecordOrder from(Binding binding) {
    String word = binding.text(ATTRIBUTE.name());
    return switch (word) {
      case "sequential" -> new Sequential();
      case "backward" -> new Backward();
      case "random" -> new Permuted(binding.random(ATTRIBUTE.name()));
      case "stride" -> new Strided(0);
      case "gaps" -> new Strided(STRIDE);
      case "spot" -> new Spot(binding.random(ATTRIBUTE.name()));
      case "first" -> new Spot(null);
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** A pass over so many records begins. */
  abstract void begin(int records);

  /** The number of the next record, from 0. */
  abstract int next();

  private static final class Sequential extends RecordOrder {
    private int at;

    @Override
    void begin(int records) {
      at = 0;
    }

    @Override
    int next() {
      return at++;
    }
  }

  private static final class Backward extends RecordOrder {
    private int left;

    @Override
    void begin(int records) {
      left = records;
    }

    @Override
    int next() {
      return --left;
    }
  }

  /** Each record once. The array is read in its order, so that it costs a load that is foreseen. */
  private static final class Permuted extends RecordOrder {
    private final RandomStream random;
    private int[] permutation = {};
    private int at;

    Permuted(RandomStream random) {
      this.random = random;
    }

    @Override
    void begin(int records) {
      at = 0;
      if (records > permutation.length) {
        permutation = new int[records];
      }
      for (int i = 0; i < records; i++) { // from inside out: needs no other pass to fill it
        int other = (int) random.nextLong(i + 1L);
        permutation[i] = permutation[other];
        permutation[other] = i;
      }
    }

    @Override
    int next() {
      return permutation[at++];
    }
  }

  /** Each record once, but only the first of a file with too few to stride over. */
  private static final class Strided extends RecordOrder {
    private final int tooFew;
    private int records;
    private int lap;
    private int at;

    Strided(int tooFew) {
      this.tooFew = tooFew;
    }

    @Override
    void begin(int count) {
      records = count;
      lap = 0;
      at = 0;
    }

    @Override
    int next() {
      if (records <= tooFew) {
        return 0;
      }
      int record = at;
      at += STRIDE;
      if (at >= records) {
        at = ++lap;
      }
      return record;
    }
  }

  /** One record again and again. */
  private static final class Spot extends RecordOrder {
    private final @Nullable RandomStream random;
    private int spot;

    Spot(@Nullable RandomStream random) {
      this.random = random;
    }

    @Override
    void begin(int records) {
      spot = random == null || records == 0 ? 0 : (int) random.nextLong(records);
    }

    @Override
    int next() {
      return spot;
    }
  }
}
