package dev.ijen.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Asks the kernel of the namespaces that it runs in, and prints a line for each promise: {@code
 * kept} or {@code broken}, contract and name of the test, separated by tabs.
 */
final class KernelContracts {
  private static final List<Class<?>> ALL =
      List.of(
          KernelHostIdentity.class,
          KernelSysctls.class,
          KernelNetwork.class,
          KernelPacketSockets.class,
          KernelMounts.class,
          DevKmsg.class,
          LoopDisk.class);

  private KernelContracts() {}

  /** Changes names, links and mounts of its namespaces: never to be run in those of the host. */
  public static void main(String[] arguments) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    ALL.forEach(contract -> request.selectors(selectClass(contract)));
    LauncherDiscoveryRequest built = request.build();
    LauncherFactory.create().execute(built, new Printer());
  }

  private static final class Printer implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      result.getThrowable().ifPresent(Throwable::printStackTrace);
      boolean kept = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
      if (test.isTest() || !kept) {
        String parent =
            test.getParentIdObject().map(id -> id.getLastSegment().getValue()).orElse("");
        System.out.printf(
            "%s\t%s\t%s%n",
            kept ? "kept" : "broken",
            parent.substring(parent.lastIndexOf('.') + 1),
            test.getDisplayName());
      }
    }
  }
}
