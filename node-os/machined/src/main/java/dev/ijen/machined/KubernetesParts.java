package dev.ijen.machined;

import dev.ijen.config.MachineConfig;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.cri.ContainerImages;
import dev.ijen.machined.etcd.EtcdMembership;
import dev.ijen.machined.service.KubeletService;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What Kubernetes on the node is made from.
 *
 * @param containerd the client of its containerd, for the node's own containers
 * @param pods the same for those of pods
 * @param config the machine config of the moment
 */
record KubernetesParts(
    ContainerdClient containerd,
    ContainerdClient pods,
    ContainerImages images,
    EtcdMembership etcd,
    KubeletService kubelet,
    Supplier<Optional<MachineConfig>> config) {}
