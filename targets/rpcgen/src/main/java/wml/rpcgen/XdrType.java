package wml.rpcgen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type of the XDR language, its names and constants resolved. */
sealed interface XdrType {
  /** 32 bits, also of enumerations. */
  record Int() implements XdrType {}

  record Hyper() implements XdrType {}

  record Bool() implements XdrType {}

  /**
   * Bytes.
   *
   * @param length exact, or the most if {@code variable}
   */
  record Bytes(long length, boolean variable) implements XdrType {}

  record Text(long most) implements XdrType {}

  /**
   * Several of a type.
   *
   * @param length exact, or the most if {@code variable}
   */
  record Array(XdrType element, long length, boolean variable) implements XdrType {}

  /** One or none; a chain of them is a list. */
  record Optional(XdrType element) implements XdrType {}

  /** A struct or union by its name. */
  record Named(String name) implements XdrType {}

  /** Nothing. */
  record Nothing() implements XdrType {}

  /** A field of a struct. */
  record Field(String name, XdrType type) {}

  /** What gets a Java record. */
  sealed interface Compound {
    String name();
  }

  record Struct(String name, List<Field> fields) implements Compound {
    public Struct {
      fields = List.copyOf(fields);
    }

    /** The last field's name if it leads to the next of a chain, else null. */
    @Nullable String link() {
      Field last = fields.getLast();
      return last.type() instanceof Optional(Named n) && n.name().equals(name) ? last.name() : null;
    }
  }

  /**
   * A choice.
   *
   * @param cases values of the discriminant that lead to an arm
   * @param otherwise null: other values are refused
   */
  record Union(String name, Field discriminant, List<Arm> cases, @Nullable Field otherwise)
      implements Compound {
    public Union {
      cases = List.copyOf(cases);
    }
  }

  record Arm(List<String> values, Field field) {
    public Arm {
      values = List.copyOf(values);
    }
  }
}
