package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code wml lsp} as an editor starts it: a process and framed messages over its streams. */
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
@Timeout(60)
class LanguageServerTest {
  private static final String URI = "untitled:test.wml";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Process process;
  private InputStream in;
  private OutputStream out;

  @BeforeEach
  void start() throws IOException {
    process =
        new ProcessBuilder(WmlProcess.LAUNCHER.toString(), "lsp")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    in = new BufferedInputStream(process.getInputStream());
    out = new BufferedOutputStream(process.getOutputStream());
  }

  @AfterEach
  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void send(String body) throws IOException {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    out.write(("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  private void request(int id, String method, String params) throws IOException {
    send("{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':" + params + "}");
  }

  private void tell(String method, String params) throws IOException {
    send("{'jsonrpc':'2.0','method':'" + method + "','params':" + params + "}");
  }

  private JsonNode receive() throws IOException {
    int length = -1;
    for (String line = header(); !line.isEmpty(); line = header()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    assertTrue(length >= 0, "a message without a length");
    return JSON.readTree(in.readNBytes(length));
  }

  private String header() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      assertTrue(c >= 0, "the server hung up");
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private JsonNode answer(int id) throws IOException {
    while (true) {
      JsonNode message = receive();
      if (message.path("id").asInt(-1) == id) {
        return message;
      }
    }
  }

  private JsonNode told(String method) throws IOException {
    while (true) {
      JsonNode message = receive();
      if (message.path("method").asText().equals(method)) {
        return message.get("params");
      }
    }
  }

  private void open(String text) throws IOException {
    ObjectNode document = JSON.createObjectNode();
    document.put("uri", URI).put("languageId", "wml").put("version", 1).put("text", text);
    ObjectNode params = JSON.createObjectNode();
    params.set("textDocument", document);
    ObjectNode message = JSON.createObjectNode();
    message.put("jsonrpc", "2.0").put("method", "textDocument/didOpen").set("params", params);
    send(message.toString());
  }

  private static String place(int line, int character) {
    return "{'textDocument':{'uri':'%s'},'position':{'line':%d,'character':%d}}"
        .formatted(URI, line, character);
  }

  @Test
  void servesAnEditorFromHelloToExit() throws IOException, InterruptedException {
    request(1, "initialize", "{'processId':null,'rootUri':null,'capabilities':{}}");
    JsonNode can = answer(1).at("/result/capabilities");
    for (String what :
        List.of(
            "completionProvider",
            "hoverProvider",
            "definitionProvider",
            "renameProvider",
            "documentSymbolProvider",
            "documentFormattingProvider")) {
      assertTrue(can.has(what), what + " in " + can);
    }
    tell("initialized", "{}");
    open("define process name=p { thread name=t {\n  flowop raed name=r\n} }\nrun 1\n");
    JsonNode found = told("textDocument/publishDiagnostics");
    assertEquals("WML0201", found.at("/diagnostics/0/code").asText());
    assertEquals(1, found.at("/diagnostics/0/range/start/line").asInt());
    request(2, "textDocument/completion", place(1, 11));
    List<String> labels = answer(2).get("result").findValuesAsText("label");
    assertTrue(labels.containsAll(List.of("read", "write", "statfile")), labels.toString());
    request(3, "wml/noSuchRequest", "{}");
    assertEquals(-32601, answer(3).at("/error/code").asInt(), "method not found");
    request(4, "textDocument/hover", place(0, 2));
    assertTrue(answer(4).at("/result/contents/value").asText().contains("Defines a file"));
    request(5, "shutdown", "null");
    assertTrue(answer(5).has("result"));
    tell("exit", "null");
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  @Test
  void endsWhenTheEditorHangsUp() throws IOException, InterruptedException {
    request(1, "initialize", "{'processId':null,'rootUri':null,'capabilities':{}}");
    assertTrue(answer(1).has("result"));
    out.close();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue(), "nobody asked for a shutdown");
  }
}
