package wml.lsp.command;

import com.google.auto.service.AutoService;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import wml.api.cli.Subcommand;
import wml.compiler.Catalog;
import wml.lsp.server.Connection;

/** {@code wml lsp}: a language server on the standard streams, for editors. */
@AutoService(Subcommand.class)
@Command(
    name = "lsp",
    description = "Serves editors over the Language Server Protocol on stdin and stdout.",
    mixinStandardHelpOptions = true)
public final class LspCommand implements Subcommand, Callable<Integer> {
  @Override
  public Integer call() throws InterruptedException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err); // the protocol's stream is nobody else's
    return Connection.serve(System.in, out, Catalog.load());
  }
}
