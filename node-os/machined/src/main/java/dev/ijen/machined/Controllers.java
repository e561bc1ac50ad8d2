package dev.ijen.machined;

import dev.ijen.linux.Linux;
import dev.ijen.machined.block.DiskController;
import dev.ijen.machined.config.MachineTypeController;
import dev.ijen.machined.cri.RegistryHostsController;
import dev.ijen.machined.etcd.EtcdConfigController;
import dev.ijen.machined.etcd.EtcdPkiController;
import dev.ijen.machined.etcd.EtcdSpecController;
import dev.ijen.machined.imagecache.ImageCache;
import dev.ijen.machined.imagecache.ImageCacheConfigController;
import dev.ijen.machined.imagecache.RegistrydService;
import dev.ijen.machined.k8s.ControlPlaneConfigController;
import dev.ijen.machined.k8s.ControlPlaneFinalController;
import dev.ijen.machined.k8s.ControlPlaneStaticPodController;
import dev.ijen.machined.k8s.KubeletConfigController;
import dev.ijen.machined.k8s.KubeletServiceController;
import dev.ijen.machined.k8s.KubeletSpecController;
import dev.ijen.machined.k8s.ManifestApplyController;
import dev.ijen.machined.k8s.ManifestController;
import dev.ijen.machined.k8s.NodeIpController;
import dev.ijen.machined.k8s.NodeStatusController;
import dev.ijen.machined.k8s.NodenameController;
import dev.ijen.machined.k8s.PodNetworkController;
import dev.ijen.machined.k8s.RenderSecretsController;
import dev.ijen.machined.k8s.StaticPodServerController;
import dev.ijen.machined.meta.MetaController;
import dev.ijen.machined.network.AddressConfigController;
import dev.ijen.machined.network.AddressSpecController;
import dev.ijen.machined.network.AddressStatusController;
import dev.ijen.machined.network.EtcFileController;
import dev.ijen.machined.network.HostnameConfigController;
import dev.ijen.machined.network.HostnameSpecController;
import dev.ijen.machined.network.LinkConfigController;
import dev.ijen.machined.network.LinkSpecController;
import dev.ijen.machined.network.LinkStatusController;
import dev.ijen.machined.network.MergeController;
import dev.ijen.machined.network.NodeAddressController;
import dev.ijen.machined.network.OperatorConfigController;
import dev.ijen.machined.network.OperatorSpecController;
import dev.ijen.machined.network.ResolverConfigController;
import dev.ijen.machined.network.ResolverSpecController;
import dev.ijen.machined.network.RouteConfigController;
import dev.ijen.machined.network.RouteSpecController;
import dev.ijen.machined.network.RouteStatusController;
import dev.ijen.machined.network.StatusController;
import dev.ijen.machined.runtime.FactsController;
import dev.ijen.machined.runtime.KernelParamConfigController;
import dev.ijen.machined.runtime.KernelParamDefaultsController;
import dev.ijen.machined.runtime.KernelParamSpecController;
import dev.ijen.machined.runtime.MachineStatusController;
import dev.ijen.machined.runtime.MachineStatusPublisherController;
import dev.ijen.machined.runtime.MaintenanceRequestController;
import dev.ijen.machined.runtime.WatchdogController;
import dev.ijen.machined.secrets.ApiCertSansController;
import dev.ijen.machined.secrets.ApiController;
import dev.ijen.machined.secrets.EtcdController;
import dev.ijen.machined.secrets.KubeletController;
import dev.ijen.machined.secrets.KubernetesCertSansController;
import dev.ijen.machined.secrets.KubernetesController;
import dev.ijen.machined.secrets.KubernetesDynamicCertsController;
import dev.ijen.machined.secrets.MaintenanceCertSansController;
import dev.ijen.machined.secrets.MaintenanceRootController;
import dev.ijen.machined.secrets.RootEtcdController;
import dev.ijen.machined.secrets.RootKubernetesController;
import dev.ijen.machined.secrets.RootOsController;
import dev.ijen.machined.slot.BootRecordController;
import dev.ijen.machined.slot.SlotStatusController;
import dev.ijen.machined.v1alpha1.ServiceController;
import dev.ijen.runtime.controller.Controller;
import java.util.List;

/** The one list of controllers. */
final class Controllers {
  private Controllers() {}

  static List<Controller> all(NodeParts node, KubernetesParts kubernetes) {
    Linux linux = node.linux();
    return List.of(
        // config
        new MachineTypeController(),
        // network
        new LinkStatusController(linux.links(), linux.netlinkEvents(), node.paths().at("/sys")),
        new AddressStatusController(linux.links(), linux.addresses(), linux.netlinkEvents()),
        new RouteStatusController(linux.links(), linux.routes(), linux.netlinkEvents()),
        new LinkConfigController(node.mode()),
        new AddressConfigController(node.mode()),
        new RouteConfigController(node.mode()),
        new HostnameConfigController(node.mode(), node.commandLine()),
        new ResolverConfigController(),
        new OperatorConfigController(node.mode()),
        MergeController.links(),
        MergeController.addresses(),
        MergeController.routes(),
        MergeController.hostname(),
        MergeController.resolvers(),
        MergeController.operators(),
        new LinkSpecController(linux.links()),
        new AddressSpecController(linux.links(), linux.addresses(), linux.netlinkEvents()),
        new RouteSpecController(linux.links(), linux.routes(), linux.netlinkEvents()),
        new HostnameSpecController(linux.hostIdentity()),
        new ResolverSpecController(),
        new OperatorSpecController(linux.packetSockets(), node.clock(), node.random()),
        new NodeAddressController(),
        new EtcFileController(linux.filesystems(), node.paths()),
        new StatusController(),
        // runtime
        new KernelParamDefaultsController(node.mode()),
        new KernelParamConfigController(),
        new KernelParamSpecController(
            linux.sysctls(), node.mode(), linux.filesystems(), node.paths().run()),
        new FactsController(node.paths(), node.commandLine(), node.release()),
        new MachineStatusController(node.stages()),
        new MachineStatusPublisherController(node.events()),
        new MaintenanceRequestController(node.stages()),
        new MetaController(node.meta()),
        new WatchdogController(node.paths()),
        // block
        new DiskController(linux.blockDevices(), node.paths().at("/sys")),
        // slot
        new SlotStatusController(
            node.activeSlot(), node.esp(), node.meta(), node.slots(), linux.efiVariables()),
        new BootRecordController(node.meta()),
        // secrets
        new RootOsController(),
        new ApiCertSansController(),
        new MaintenanceCertSansController(),
        new MaintenanceRootController(node.clock(), node.random()),
        new ApiController(node.clock(), node.random()),
        new RootKubernetesController(),
        new RootEtcdController(),
        new KubernetesCertSansController(),
        new KubernetesDynamicCertsController(node.clock(), node.random()),
        new KubernetesController(node.clock(), node.random()),
        new EtcdController(node.clock(), node.random()),
        new KubeletController(),
        // cri
        new ImageCacheConfigController(
            new ImageCache(node.paths().imageCache()), RegistrydService.ADDRESS, node.services()),
        new RegistryHostsController(node.paths()),
        // etcd
        new EtcdConfigController(),
        new EtcdSpecController(),
        new EtcdPkiController(node.paths()),
        // k8s
        new NodenameController(),
        new NodeIpController(),
        new KubeletConfigController(),
        new KubeletSpecController(node.mode(), node.paths()),
        new KubeletServiceController(kubernetes.kubelet()),
        ControlPlaneConfigController.apiServer(),
        ControlPlaneConfigController.controllerManager(),
        ControlPlaneConfigController.scheduler(),
        ControlPlaneFinalController.apiServer(),
        ControlPlaneFinalController.controllerManager(),
        ControlPlaneFinalController.scheduler(),
        new RenderSecretsController(node.paths()),
        new ControlPlaneStaticPodController(),
        new StaticPodServerController(),
        new ManifestController(),
        new ManifestApplyController(),
        new NodeStatusController(node.paths()),
        new PodNetworkController(node.paths()),
        // v1alpha1
        new ServiceController(node.services()));
  }
}
