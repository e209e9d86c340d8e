package wml.rpcgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the Java is worth is shown where it is used: in the stores that are compiled from it. */
final class RpcgenTest {
  private static Map<String, String> java(String text) {
    return JavaSource.of(XdrSource.read("t.x", text), "p", "T", "t.x");
  }

  private static String java(String text, String className) {
    return java(text).getOrDefault(className, "no such class");
  }

  @Test
  void namesBecomeJavaNames() {
    assertEquals("PostOpAttr", JavaSource.className("post_op_attr"));
    assertEquals("READ3args", JavaSource.className("READ3args"));
    assertEquals("attributesFollow", JavaSource.fieldName("attributes_follow"));
    assertEquals("defaultValue", JavaSource.fieldName("default"));
  }

  @Test
  void constantsOfAllKindsAreKept() {
    String t =
        java(
            "const A = 0x10; const B = 017; enum e { C = A, D = -1 }; program P { version V { void"
                + " NULL(void) = 0; int GO(int) = 7; } = 3; } = 100003;",
            "T");
    for (String each :
        new String[] {"A = 16;", "B = 15;", "C = 16;", "D = -1;", "P = 100003;", "GO = 7;"}) {
      assertTrue(t.contains(each), each + " in " + t);
    }
    assertTrue(t.contains("case 16 -> \"C\";"), t);
  }

  @Test
  void chainsAreLists() {
    Map<String, String> t =
        java("struct entry { int id; entry *next; }; struct all { entry *first; bool eof; };");
    assertTrue(
        t.getOrDefault("Entry", "").contains("record Entry(int id)"), t.getOrDefault("Entry", ""));
    assertTrue(
        t.getOrDefault("All", "").contains("List<Entry> first, boolean eof"),
        t.getOrDefault("All", ""));
  }

  @Test
  void unionsHoldTheirArms() {
    String u =
        java(
            "enum s { OK = 0, BAD = 1 }; "
                + "union res switch (s status) { case OK: int value; case BAD: void; };",
            "Res");
    assertTrue(u.contains("record Res(int status, @Nullable Integer value)"), u);
    assertTrue(u.contains("throw new XdrException(\"res has no case \" + status);"), u);
  }

  @Test
  void errorsSayWhere() {
    assertEquals(
        "t.x:2:3: nothing is named 'other'; names come before their use",
        assertThrows(XdrLanguageException.class, () -> java("struct a {\n  other b;\n};"))
            .getMessage());
    assertTrue(
        String.valueOf(
                assertThrows(XdrLanguageException.class, () -> java("struct a { int };"))
                    .getMessage())
            .startsWith("t.x:1:"));
    assertEquals(
        "t.x:1: 'A' is defined twice",
        assertThrows(XdrLanguageException.class, () -> java("const A = 1; const A = 2;"))
            .getMessage());
  }
}
