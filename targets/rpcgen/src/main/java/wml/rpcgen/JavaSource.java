package wml.rpcgen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import wml.rpcgen.XdrType.Arm;
import wml.rpcgen.XdrType.Compound;
import wml.rpcgen.XdrType.Field;
import wml.rpcgen.XdrType.Struct;
import wml.rpcgen.XdrType.Union;

/**
 * Java for a specification: a class of constants, and a record per struct and union that writes and
 * reads itself. Enumerations are ints with names, so that values of later versions can be carried.
 * A chain of structs, each of which points to the next, is a list.
 */
final class JavaSource {
  private static final Set<String> RESERVED =
      Set.of("default", "case", "switch", "class", "new", "package", "native", "public", "final");

  private final XdrSource source;
  private final String packageName;
  private final String constants;
  private final String origin;

  private JavaSource(XdrSource source, String packageName, String constants, String origin) {
    this.source = source;
    this.packageName = packageName;
    this.constants = constants;
    this.origin = origin;
  }

  /**
   * The files.
   *
   * @param constants name of the class of constants
   * @param origin the specification's file name
   * @return text by class name
   */
  static Map<String, String> of(
      XdrSource source, String packageName, String constants, String origin) {
    JavaSource java = new JavaSource(source, packageName, constants, origin);
    Map<String, String> out = new LinkedHashMap<>();
    out.put(constants, java.constants());
    for (Compound compound : source.compounds()) {
      out.put(className(compound.name()), java.compound(compound));
    }
    return out;
  }

  private String head() {
    return "// Generated from " + origin + ".\npackage " + packageName + ";\n\n";
  }

  private String constants() {
    StringBuilder out = new StringBuilder(head());
    out.append("/** Constants of ").append(origin).append(". */\n");
    out.append("public final class ").append(constants).append(" {\n");
    source
        .constants()
        .forEach(
            (name, value) -> {
              boolean fits = value >= Integer.MIN_VALUE && value <= 0xffff_ffffL;
              out.append("  public static final ")
                  .append(fits ? "int " : "long ")
                  .append(name)
                  .append(" = ")
                  .append(fits ? String.valueOf((int) (long) value) : value + "L")
                  .append(";\n");
            });
    source.enums().forEach((name, values) -> names(out, name, values));
    return out.append("\n  private ").append(constants).append("() {}\n}\n").toString();
  }

  /** From a value of an enumeration to its name. */
  private static void names(StringBuilder out, String enumeration, Map<String, Long> values) {
    out.append("\n  /** The name of a value of {@code ").append(enumeration).append("}. */\n");
    out.append("  public static String nameOf").append(className(enumeration));
    out.append("(int value) {\n    return switch (value) {\n");
    Map<Long, String> first = new LinkedHashMap<>();
    values.forEach((name, value) -> first.putIfAbsent(value, name));
    first.forEach(
        (value, name) ->
            out.append("      case ")
                .append((int) (long) value)
                .append(" -> \"")
                .append(name)
                .append("\";\n"));
    out.append("      default -> Integer.toString(value);\n    };\n  }\n");
  }

  private String compound(Compound compound) {
    String name = className(compound.name());
    List<Field> fields = fields(compound);
    String components =
        fields.stream()
            .map(f -> javaType(f.type()) + " " + fieldName(f.name()))
            .collect(Collectors.joining(", "));
    StringBuilder out = new StringBuilder(head());
    out.append("import java.util.ArrayList;\nimport java.util.List;\n");
    out.append("import org.jspecify.annotations.Nullable;\n");
    out.append("import wml.targets.wire.xdr.Opaque;\n");
    out.append("import wml.targets.wire.xdr.XdrException;\n");
    out.append("import wml.targets.wire.xdr.XdrReader;\n");
    out.append("import wml.targets.wire.xdr.XdrWriter;\n\n");
    out.append("/** {@code ").append(compound.name()).append("} of ").append(origin);
    out.append(". */\npublic record ").append(name).append("(").append(components);
    out.append(") {\n");
    switch (compound) {
      case Struct s -> struct(out, name, fields);
      case Union u -> union(out, name, u, fields);
    }
    return out.append("}\n").toString();
  }

  /** Those with a value; of a chain, without the link. */
  private static List<Field> fields(Compound compound) {
    return switch (compound) {
      case Struct s ->
          s.fields().stream()
              .filter(f -> !f.name().equals(s.link()))
              .filter(f -> !(f.type() instanceof XdrType.Nothing))
              .toList();
      case Union u -> {
        List<Field> all = new ArrayList<>();
        all.add(u.discriminant());
        u.cases().forEach(a -> add(all, a.field()));
        if (u.otherwise() != null) {
          add(all, u.otherwise());
        }
        yield all;
      }
    };
  }

  private static void add(List<Field> all, Field field) {
    if (!(field.type() instanceof XdrType.Nothing)) {
      all.add(new Field(field.name(), new XdrType.Optional(field.type())));
    }
  }

  private void struct(StringBuilder out, String name, List<Field> fields) {
    out.append("  public void write(XdrWriter out) {\n");
    for (Field f : fields) {
      write(out, "    ", f.type(), fieldName(f.name()));
    }
    out.append("  }\n\n  public static ").append(name);
    out.append(" read(XdrReader in) throws XdrException {\n");
    for (Field f : fields) {
      read(out, "    ", f.type(), fieldName(f.name()));
    }
    out.append("    return new ").append(name).append("(");
    out.append(fields.stream().map(f -> fieldName(f.name())).collect(Collectors.joining(", ")));
    out.append(");\n  }\n");
  }

  private void union(StringBuilder out, String name, Union union, List<Field> fields) {
    String discriminant = fieldName(union.discriminant().name());
    boolean bool = union.discriminant().type() instanceof XdrType.Bool;
    String chosen = bool ? "(" + discriminant + " ? 1 : 0)" : discriminant;
    out.append("  public void write(XdrWriter out) {\n");
    write(out, "    ", union.discriminant().type(), discriminant);
    out.append("    switch (").append(chosen).append(") {\n");
    for (Arm arm : union.cases()) {
      out.append("      case ").append(labels(arm)).append(" -> {\n");
      writeArm(out, arm.field());
      out.append("      }\n");
    }
    out.append("      default -> {\n");
    if (union.otherwise() == null) {
      out.append("        throw new IllegalStateException(\"");
      out.append(union.name()).append(" has no case \" + ").append(discriminant).append(");\n");
    } else {
      writeArm(out, union.otherwise());
    }
    out.append("      }\n    }\n  }\n\n  public static ").append(name);
    out.append(" read(XdrReader in) throws XdrException {\n");
    read(out, "    ", union.discriminant().type(), discriminant);
    for (Field f : fields.subList(1, fields.size())) {
      out.append("    ").append(javaType(f.type())).append(" ").append(fieldName(f.name()));
      out.append(" = null;\n");
    }
    out.append("    switch (").append(chosen).append(") {\n");
    for (Arm arm : union.cases()) {
      out.append("      case ").append(labels(arm)).append(" -> {\n");
      readArm(out, arm.field());
      out.append("      }\n");
    }
    out.append("      default -> {\n");
    if (union.otherwise() == null) {
      out.append("        throw new XdrException(\"");
      out.append(union.name()).append(" has no case \" + ").append(discriminant).append(");\n");
    } else {
      readArm(out, union.otherwise());
    }
    out.append("      }\n    }\n    return new ").append(name).append("(");
    out.append(fields.stream().map(f -> fieldName(f.name())).collect(Collectors.joining(", ")));
    out.append(");\n  }\n");
  }

  private String labels(Arm arm) {
    return arm.values().stream()
        .map(v -> source.constants().containsKey(v) ? constants + "." + v : v)
        .collect(Collectors.joining(", "));
  }

  private void writeArm(StringBuilder out, Field field) {
    if (!(field.type() instanceof XdrType.Nothing)) {
      String name = fieldName(field.name());
      out.append("        var the = java.util.Objects.requireNonNull(").append(name);
      out.append(", \"").append(name).append("\");\n");
      write(out, "        ", field.type(), "the");
    }
  }

  private void readArm(StringBuilder out, Field field) {
    if (!(field.type() instanceof XdrType.Nothing)) {
      read(out, "        ", field.type(), "the");
      out.append("        ").append(fieldName(field.name())).append(" = the;\n");
    }
  }

  private void write(StringBuilder out, String indent, XdrType type, String value) {
    switch (type) {
      case XdrType.Int t -> line(out, indent, "out.putInt(" + value + ");");
      case XdrType.Hyper t -> line(out, indent, "out.putLong(" + value + ");");
      case XdrType.Bool t -> line(out, indent, "out.putBoolean(" + value + ");");
      case XdrType.Bytes t ->
          line(
              out,
              indent,
              value + (t.variable() ? ".write(out);" : ".writeFixed(out, " + t.length() + ");"));
      case XdrType.Text t -> line(out, indent, "out.putString(" + value + ");");
      case XdrType.Named t -> line(out, indent, value + ".write(out);");
      case XdrType.Array t -> {
        if (t.variable()) {
          line(out, indent, "out.putInt(" + value + ".size());");
        }
        each(out, indent, t.element(), value, "");
      }
      case XdrType.Optional t when chain(t) -> {
        each(out, indent, t.element(), value, "out.putBoolean(true);");
        line(out, indent, "out.putBoolean(false);");
      }
      case XdrType.Optional t -> {
        line(out, indent, "out.putBoolean(" + value + " != null);");
        line(out, indent, "if (" + value + " != null) {");
        write(out, indent + "  ", t.element(), value);
        line(out, indent, "}");
      }
      case XdrType.Nothing t -> {}
    }
  }

  private void each(
      StringBuilder out, String indent, XdrType element, String value, String before) {
    line(out, indent, "for (" + javaType(element) + " each : " + value + ") {");
    if (!before.isEmpty()) {
      line(out, indent + "  ", before);
    }
    write(out, indent + "  ", element, "each");
    line(out, indent, "}");
  }

  private void read(StringBuilder out, String indent, XdrType type, String name) {
    String declared = javaType(type) + " " + name;
    switch (type) {
      case XdrType.Array t -> {
        String count = t.variable() ? "in.count(" + t.length() + ")" : String.valueOf(t.length());
        line(out, indent, declared + " = new ArrayList<>();");
        line(out, indent, "for (int left = " + count + "; left > 0; left--) {");
        line(out, indent + "  ", name + ".add(" + expression(t.element()) + ");");
        line(out, indent, "}");
      }
      case XdrType.Optional t when chain(t) -> {
        line(out, indent, declared + " = new ArrayList<>();");
        line(out, indent, "while (in.getBoolean()) {");
        line(out, indent + "  ", name + ".add(" + expression(t.element()) + ");");
        line(out, indent, "}");
      }
      case XdrType.Optional t ->
          line(
              out,
              indent,
              declared + " = in.getBoolean() ? " + expression(t.element()) + " : null;");
      case XdrType.Nothing t -> {}
      default -> line(out, indent, declared + " = " + expression(type) + ";");
    }
  }

  private static String expression(XdrType type) {
    return switch (type) {
      case XdrType.Int t -> "in.getInt()";
      case XdrType.Hyper t -> "in.getLong()";
      case XdrType.Bool t -> "in.getBoolean()";
      case XdrType.Bytes t ->
          (t.variable() ? "Opaque.read(in, " : "Opaque.readFixed(in, ") + t.length() + ")";
      case XdrType.Text t -> "in.string(" + t.most() + ")";
      case XdrType.Named t -> className(t.name()) + ".read(in)";
      default -> throw new XdrLanguageException("an array or option inside another: name it");
    };
  }

  private boolean chain(XdrType.Optional optional) {
    return optional.element() instanceof XdrType.Named(String name)
        && source.compound(name) instanceof Struct s
        && s.link() != null;
  }

  private String javaType(XdrType type) {
    return switch (type) {
      case XdrType.Int t -> "int";
      case XdrType.Hyper t -> "long";
      case XdrType.Bool t -> "boolean";
      case XdrType.Bytes t -> "Opaque";
      case XdrType.Text t -> "String";
      case XdrType.Named t -> className(t.name());
      case XdrType.Array t -> "List<" + boxed(t.element()) + ">";
      case XdrType.Optional t when chain(t) -> "List<" + boxed(t.element()) + ">";
      case XdrType.Optional t when t.element() instanceof XdrType.Optional inner -> javaType(inner);
      case XdrType.Optional t -> "@Nullable " + boxed(t.element());
      case XdrType.Nothing t -> "Object";
    };
  }

  private String boxed(XdrType type) {
    return switch (type) {
      case XdrType.Int t -> "Integer";
      case XdrType.Hyper t -> "Long";
      case XdrType.Bool t -> "Boolean";
      default -> javaType(type);
    };
  }

  private static void line(StringBuilder out, String indent, String text) {
    out.append(indent).append(text).append('\n');
  }

  /** Without underscores: {@code post_op_attr} is {@code PostOpAttr}. */
  static String className(String name) {
    StringBuilder out = new StringBuilder();
    for (String part : name.split("_", -1)) {
      if (!part.isEmpty()) {
        out.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return out.toString();
  }

  /** {@code attributes_follow} is {@code attributesFollow}; of all capitals, none stays. */
  static String fieldName(String name) {
    String upper = className(name.equals(name.toUpperCase(Locale.ROOT)) ? lower(name) : name);
    String out = Character.toLowerCase(upper.charAt(0)) + upper.substring(1);
    return RESERVED.contains(out) ? out + "Value" : out;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
