package wml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.UsageException;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Service;

/** {@code wml serve NAME [options]}: one service, whose options are those that it declares. */
@Command(mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ServiceCommand implements Callable<Integer> {
  private static final long GRACE_SECONDS = 20;

  private final Service service;

  @Spec private CommandSpec spec;

  private ServiceCommand(Service service) {
    this.service = service;
  }

  static CommandSpec of(Service service) {
    ServiceCommand command = new ServiceCommand(service);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    spec.name(service.info().name());
    spec.usageMessage().description(service.info().summary());
    for (Option option : service.info().options()) {
      String text = option.defaultText();
      spec.addOption(
          OptionSpec.builder("--" + option.name())
              .type(String.class)
              .paramLabel(option.type().name())
              .description(option.doc() + (text.isEmpty() ? "" : " (default: " + text + ")"))
              .build());
    }
    return spec;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(asked, ended), "wml-interrupt");
    try (Service.Serving serving = start()) {
      Runtime.getRuntime().addShutdownHook(hook);
      out.println(serving.greeting());
      out.flush();
      asked.await();
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return ExitCode.RUN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.RUN;
    } finally {
      ended.countDown();
    }
  }

  private static void end(CountDownLatch asked, CountDownLatch ended) {
    asked.countDown();
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("wml: gave up waiting for calls that are under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Service.Serving start() throws IOException {
    Map<String, String> given = new LinkedHashMap<>();
    for (Option option : service.info().options()) {
      String value = spec.findOption("--" + option.name()).getValue();
      if (value != null) {
        given.put(option.name(), value);
      }
    }
    return service.start(Options.resolve(service.info(), given));
  }
}
