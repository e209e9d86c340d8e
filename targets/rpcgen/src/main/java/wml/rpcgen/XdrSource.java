package wml.rpcgen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import wml.rpcgen.XdrType.Arm;
import wml.rpcgen.XdrType.Compound;
import wml.rpcgen.XdrType.Field;
import wml.rpcgen.XdrType.Struct;
import wml.rpcgen.XdrType.Union;
import wml.rpcgen.internal.XdrLexer;
import wml.rpcgen.internal.XdrParser;

/** A specification, read: its constants, and what its names stand for. */
final class XdrSource {
  /** Where a specification gives no limit: what no message holds. */
  private static final long UNLIMITED = 0x7fff_ffff;

  private final String path;
  private final Map<String, Long> constants = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> enums = new LinkedHashMap<>();
  private final Map<String, XdrType> aliases = new LinkedHashMap<>();
  private final Map<String, Compound> compounds = new LinkedHashMap<>();
  private final List<Runnable> later = new ArrayList<>();

  private XdrSource(String path) {
    this.path = path;
  }

  /**
   * @throws XdrLanguageException with file, line and column, if it can't be read
   */
  static XdrSource read(String path, String text) {
    XdrSource source = new XdrSource(path);
    XdrLexer lexer = new XdrLexer(CharStreams.fromString(text, path));
    XdrParser parser = new XdrParser(new CommonTokenStream(lexer));
    BaseErrorListener strict =
        new BaseErrorListener() {
          @Override
          public void syntaxError(
              Recognizer<?, ?> recognizer,
              @Nullable Object symbol,
              int line,
              int column,
              String message,
              @Nullable RecognitionException e) {
            throw new XdrLanguageException(path + ":" + line + ":" + (column + 1) + ": " + message);
          }
        };
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    lexer.addErrorListener(strict);
    parser.addErrorListener(strict);
    parser.specification().definition().forEach(source::define);
    source.later.forEach(Runnable::run);
    return source;
  }

  Map<String, Long> constants() {
    return constants;
  }

  /** Names and values of each enumeration. */
  Map<String, Map<String, Long>> enums() {
    return enums;
  }

  List<Compound> compounds() {
    return List.copyOf(compounds.values());
  }

  Compound compound(String name) {
    Compound found = compounds.get(name);
    if (found == null) {
      throw new XdrLanguageException(path + ": nothing is named '" + name + "'");
    }
    return found;
  }

  private void define(XdrParser.DefinitionContext definition) {
    switch (definition) {
      case XdrParser.ConstDefContext c -> constant(c.name, number(c.constant()));
      case XdrParser.EnumDefContext e -> enumeration(e.name.getText(), e.enumBody());
      case XdrParser.TypeDefContext t -> {
        Field field = field(t.declaration());
        aliases.put(field.name(), field.type());
      }
      case XdrParser.StructDefContext s -> {
        // Names of what comes later stay names until everything has been read.
        aliases.put(s.name.getText(), new XdrType.Named(s.name.getText()));
        later.add(
            () ->
                compounds.put(
                    s.name.getText(),
                    new Struct(
                        s.name.getText(),
                        s.structBody().declaration().stream().map(this::field).toList())));
      }
      case XdrParser.UnionDefContext u -> {
        aliases.put(u.name.getText(), new XdrType.Named(u.name.getText()));
        later.add(() -> compounds.put(u.name.getText(), union(u.name.getText(), u.unionBody())));
      }
      case XdrParser.ProgramDefContext p -> program(p);
      default -> throw at(definition, "what is this?");
    }
  }

  private void enumeration(String name, XdrParser.EnumBodyContext body) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (XdrParser.EnumeratorContext e : body.enumerator()) {
      long value = number(e.value());
      constant(e.name, value);
      values.put(e.name.getText(), value);
    }
    enums.put(name, values);
    aliases.put(name, new XdrType.Int());
  }

  private void program(XdrParser.ProgramDefContext program) {
    constant(program.name, number(program.constant()));
    for (XdrParser.VersionContext version : program.version()) {
      constant(version.name, number(version.constant()));
      version.procedure().forEach(p -> constant(p.name, number(p.constant())));
    }
  }

  private Union union(String name, XdrParser.UnionBodyContext body) {
    List<Arm> arms = new ArrayList<>();
    for (XdrParser.ArmContext arm : body.arm()) {
      arms.add(new Arm(arm.value().stream().map(v -> value(v)).toList(), field(arm.declaration())));
    }
    return new Union(
        name,
        field(body.discriminant),
        arms,
        body.otherwise == null ? null : field(body.otherwise));
  }

  /** A case's value as it is to stand in Java. */
  private String value(XdrParser.ValueContext value) {
    return switch (value.getText()) {
      case "TRUE" -> "1";
      case "FALSE" -> "0";
      default -> value.ID() == null ? Long.toString(number(value)) : value.getText();
    };
  }

  private Field field(XdrParser.DeclarationContext declaration) {
    return switch (declaration) {
      case XdrParser.FixedOpaqueContext d ->
          new Field(d.name.getText(), new XdrType.Bytes(number(d.value()), false));
      case XdrParser.VariableOpaqueContext d ->
          new Field(d.name.getText(), new XdrType.Bytes(limit(d.value()), true));
      case XdrParser.StringContext d ->
          new Field(d.name.getText(), new XdrType.Text(limit(d.value())));
      case XdrParser.FixedArrayContext d ->
          new Field(
              d.name.getText(),
              new XdrType.Array(type(d.typeSpecifier()), number(d.value()), false));
      case XdrParser.VariableArrayContext d ->
          new Field(
              d.name.getText(), new XdrType.Array(type(d.typeSpecifier()), limit(d.value()), true));
      case XdrParser.OptionalContext d ->
          new Field(d.name.getText(), new XdrType.Optional(type(d.typeSpecifier())));
      case XdrParser.PlainContext d -> new Field(d.name.getText(), type(d.typeSpecifier()));
      case XdrParser.NothingContext d -> new Field("nothing", new XdrType.Nothing());
      default -> throw at(declaration, "what is this?");
    };
  }

  private XdrType type(XdrParser.TypeSpecifierContext type) {
    return switch (type) {
      case XdrParser.IntTypeContext t -> new XdrType.Int();
      case XdrParser.UnsignedTypeContext t -> new XdrType.Int();
      case XdrParser.HyperTypeContext t -> new XdrType.Hyper();
      case XdrParser.BoolTypeContext t -> new XdrType.Bool();
      case XdrParser.VoidTypeContext t -> new XdrType.Nothing();
      case XdrParser.NamedTypeContext t -> named(t);
      default -> throw at(type, "what is this?");
    };
  }

  private XdrType named(XdrParser.NamedTypeContext type) {
    String name = type.ID().getText();
    XdrType alias = aliases.get(name);
    if (alias == null) {
      throw at(type, "nothing is named '" + name + "'; names come before their use");
    }
    return alias;
  }

  private long limit(XdrParser.@Nullable ValueContext value) {
    return value == null ? UNLIMITED : Math.min(UNLIMITED, number(value));
  }

  private long number(XdrParser.ValueContext value) {
    if (value.constant() != null) {
      return number(value.constant());
    }
    Long known = constants.get(value.getText());
    if (known == null) {
      throw at(value, "no constant is named '" + value.getText() + "'");
    }
    return known;
  }

  private static long number(XdrParser.ConstantContext constant) {
    String text = constant.getText();
    if (constant.HEXADECIMAL() != null) {
      return Long.parseUnsignedLong(text.substring(2), 16);
    }
    return constant.OCTAL() != null ? Long.parseLong(text, 8) : Long.parseLong(text);
  }

  private void constant(Token name, long value) {
    if (constants.putIfAbsent(name.getText(), value) != null) {
      throw new XdrLanguageException(
          path + ":" + name.getLine() + ": '" + name.getText() + "' is defined twice");
    }
  }

  private XdrLanguageException at(ParserRuleContext where, String message) {
    Token start = where.getStart();
    return new XdrLanguageException(
        "%s:%d:%d: %s"
            .formatted(path, start.getLine(), start.getCharPositionInLine() + 1, message));
  }
}
