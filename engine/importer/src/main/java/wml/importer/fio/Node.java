package wml.importer.fio;

import java.util.List;

/** A step of a thread, as it will be written. */
sealed interface Node {
  /**
   * A flowop.
   *
   * @param attributes what stands behind the name, such as {@code iosize=4k} or {@code random}
   */
  record Flowop(String keyword, String name, List<String> attributes) implements Node {
    public Flowop {
      attributes = List.copyOf(attributes);
    }
  }

  /**
   * @param times a number, a variable or an expression in parentheses
   */
  record Repeat(String times, List<Node> body) implements Node {
    public Repeat {
      body = List.copyOf(body);
    }
  }

  record Mix(List<Branch> branches) implements Node {
    public Mix {
      branches = List.copyOf(branches);
    }
  }

  record Branch(int percent, Node what) {}
}
