package wml.targets.faulty;

import java.io.IOException;
import wml.api.random.RandomStream;
import wml.api.target.Deployment;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;

/** The wrapped deployment, whose sessions meet faults. Owns it. */
record FaultyDeployment(Deployment wrapped, FaultPlan plan, long seed, FaultClock clock)
    implements Deployment {
  @Override
  public FileSystemSession connect(Identity who) throws IOException {
    long own = RandomStream.derive(seed, "faulty", who.process(), who.thread());
    FaultPlan met =
        who.process().equals(Identity.COORDINATOR.process()) ? plan.withoutDamage() : plan;
    return new FaultySession(wrapped.connect(who), new Faults(met, new RandomStream(own), clock));
  }

  @Override
  public Placement describe(String path) throws IOException {
    return wrapped.describe(path);
  }

  @Override
  public void close() throws IOException {
    wrapped.close();
  }
}
