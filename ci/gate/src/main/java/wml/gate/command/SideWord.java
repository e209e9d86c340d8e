package wml.gate.command;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Takes the next word as a side, also one that looks like an option: {@code -Dsize=4k}. */
final class SideWord implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // the type is picocli's
  public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
    if (words.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), option.paramLabel() + ": which side? write '' for this wml");
    }
    option.setValue(words.pop());
  }
}
