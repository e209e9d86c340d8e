package wml.lsp.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Attribute;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.plan.Parameter;
import wml.api.target.Target;
import wml.api.target.TargetInfo;
import wml.compiler.Catalog;
import wml.compiler.EntityAttributes;
import wml.lsp.cursor.Context.Head;

/** What is installed and what the language defines, as an editor asks for it. */
public final class Vocabulary {
  private final Catalog catalog;

  public Vocabulary(Catalog catalog) {
    this.catalog = catalog;
  }

  List<Signature> flowops() {
    return catalog.flowops().values().stream().map(FlowopType::signature).toList();
  }

  @Nullable Signature flowop(String keyword) {
    FlowopType type = catalog.flowops().get(keyword);
    return type == null ? null : type.signature();
  }

  List<TargetInfo> targets() {
    return catalog.targets().values().stream().map(Target::info).toList();
  }

  @Nullable TargetInfo target(String name) {
    Target target = catalog.targets().get(name);
    return target == null ? null : target.info();
  }

  Map<String, List<Attribute>> kinds() {
    return EntityAttributes.DEFINABLE;
  }

  /** The attributes worth offering in a statement. */
  List<Attribute> attributes(Head head) {
    if (!head.function().isEmpty()) {
      return List.of();
    }
    return switch (head.keyword()) {
      case "define" -> kinds().getOrDefault(head.subject(), List.of());
      case "thread" -> EntityAttributes.THREAD;
      case "param" -> EntityAttributes.PARAMETER;
      case "gate" -> EntityAttributes.GATED;
      case "flowop" -> {
        Signature signature = flowop(head.subject());
        yield signature != null ? signature.attributes() : composite();
      }
      default -> List.of();
    };
  }

  private List<Attribute> composite() {
    return kinds().getOrDefault("flowop", List.of());
  }

  /** An attribute by its name or alias, those without effect included; or null. */
  @Nullable Attribute attribute(Head head, String name) {
    List<Attribute> candidates = new ArrayList<>(attributes(head));
    if (head.keyword().equals("flowop") && head.function().isEmpty()) {
      candidates.addAll(CommonAttributes.ALL);
    }
    for (Attribute a : candidates) {
      if (a.name().equals(name) || a.aliases().contains(name)) {
        return a;
      }
    }
    return null;
  }

  /** The words among which an attribute chooses, if it does. */
  List<String> choices(Head head, Attribute a) {
    if (head.keyword().equals("param") && a.name().equals("type")) {
      return Stream.of(Parameter.Type.values()).map(Parameter.Type::word).toList();
    }
    return switch (a.type()) {
      case FLAG, PERCENT -> List.of("true", "false");
      case CHOICE -> a.choices();
      default -> a.choices();
    };
  }
}
