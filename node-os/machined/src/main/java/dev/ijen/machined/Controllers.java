package dev.ijen.machined;

import dev.ijen.machined.config.MachineTypeController;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.runtime.FactsController;
import dev.ijen.machined.runtime.MachineStatusController;
import dev.ijen.machined.runtime.MachineStatusPublisherController;
import dev.ijen.machined.runtime.MaintenanceRequestController;
import dev.ijen.machined.secrets.ApiCertSansController;
import dev.ijen.machined.secrets.ApiController;
import dev.ijen.machined.secrets.MaintenanceCertSansController;
import dev.ijen.machined.secrets.MaintenanceRootController;
import dev.ijen.machined.secrets.RootOsController;
import dev.ijen.machined.v1alpha1.ServiceController;
import dev.ijen.runtime.controller.Controller;
import java.util.List;

/** The one list of controllers. */
final class Controllers {
  private Controllers() {}

  static List<Controller> all(NodeParts node) {
    return List.of(
        // config
        new MachineTypeController(),
        // runtime
        new FactsController(node.paths(), node.commandLine(), Release.CURRENT),
        new MachineStatusController(node.stages()),
        new MachineStatusPublisherController(node.events()),
        new MaintenanceRequestController(node.stages()),
        // secrets
        new RootOsController(),
        new ApiCertSansController(),
        new MaintenanceCertSansController(),
        new MaintenanceRootController(node.clock(), node.random()),
        new ApiController(node.clock(), node.random()),
        // v1alpha1
        new ServiceController(node.services()));
  }
}
