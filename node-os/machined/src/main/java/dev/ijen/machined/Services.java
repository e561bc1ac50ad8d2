package dev.ijen.machined;

import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.service.ApidService;
import dev.ijen.machined.service.ContainerdService;
import dev.ijen.machined.service.CriService;
import dev.ijen.machined.service.EtcdService;
import dev.ijen.machined.service.MachinedService;
import dev.ijen.machined.service.Service;
import java.util.List;

/** The one list of services. */
final class Services {
  private Services() {}

  static List<Service> all(
      NodeParts node,
      ContainerdClient containerd,
      KubernetesParts kubernetes,
      MachinedService.Server api) {
    return List.of(
        new MachinedService(node.paths(), api),
        new ContainerdService(node.mode(), node.paths(), node.paths().at("/usr/bin"), containerd),
        new ApidService(node.mode(), node.paths(), containerd, List.of()),
        new CriService(node.paths(), kubernetes.containerd(), kubernetes.config()),
        new EtcdService(
            node.paths(), kubernetes.containerd(), kubernetes.images(), kubernetes.etcd()),
        kubernetes.kubelet());
  }
}
