package wml.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;

/** The {@code wml} command. Its subcommands are found on the class path. */
@Command(
    name = "wml",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs storage workloads written in the workload model language.",
    footer = {
      "",
      "Exit codes: 0 ok, 1 usage, 2 error in the workload file, 3 the target or the run failed,",
      "            4 an assertion failed, or a gate was not met, 5 data was not what had been"
          + " written,",
      "            of a gate 6 it can't tell, 7 no steady state, 8 the sides can't be compared."
    })
public final class Main implements Runnable {
  private Main() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(commandLine(), "which command?");
  }

  public static void main(String[] arguments) {
    System.setProperty("wml.command", shell(arguments));
    int status = commandLine().execute(arguments);
    System.out.flush();
    System.exit(status);
  }

  /** What a POSIX shell would have to be told to run this again; results carry it. */
  private static String shell(String[] arguments) {
    return Arrays.stream(arguments)
        .map(
            word ->
                word.matches("[A-Za-z0-9_./:=,@%+-]+")
                    ? word
                    : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "wml ", ""));
  }

  /** The command with all its subcommands. */
  static CommandLine commandLine() {
    CommandLine wml = new CommandLine(new Main());
    for (Subcommand subcommand : ServiceLoader.load(Subcommand.class)) {
      CommandLine command = new CommandLine(subcommand);
      if (subcommand instanceof ServeCommand) {
        ServeCommand.addServices(command);
      }
      wml.addSubcommand(command);
    }
    wml.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    wml.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    wml.setExitCodeExceptionMapper(e -> ExitCode.RUN);
    wml.setParameterExceptionHandler(
        (e, args) -> {
          PrintWriter err = e.getCommandLine().getErr();
          err.println("wml: " + e.getMessage());
          if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("help: 'wml " + path(e.getCommandLine()) + "--help' shows how");
          }
          return ExitCode.USAGE;
        });
    wml.setExecutionExceptionHandler(
        (e, command, result) -> {
          if (e instanceof UsageException) {
            command.getErr().println("wml: " + e.getMessage());
            return ExitCode.USAGE;
          }
          command.getErr().println("wml: internal error: " + e);
          e.printStackTrace(command.getErr());
          return ExitCode.RUN;
        });
    return wml;
  }

  private static String path(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  /** Version, JVM and operating system. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String commit = System.getProperty("wml.commit", "");
      return new String[] {
        "wml 0.1.0" + (commit.isEmpty() ? "" : " (" + commit + ")"),
        System.getProperty("java.vm.name") + " " + Runtime.version()
      };
    }
  }
}
