package wml.gate.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "selftest")
public final class GateSelftestCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
