package dev.ijen.machined.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.ijen.api.cosi.meta.NamespaceSpec;
import dev.ijen.api.resource.block.DeviceSpec;
import dev.ijen.api.resource.cluster.IdentitySpec;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.api.resource.containers.ContainerSpecSpec;
import dev.ijen.api.resource.cri.SeccompProfileSpec;
import dev.ijen.api.resource.etcd.MemberSpec;
import dev.ijen.api.resource.files.EtcFileSpecSpec;
import dev.ijen.api.resource.hardware.PCIDeviceSpec;
import dev.ijen.api.resource.k8s.NodenameSpec;
import dev.ijen.api.resource.kubeaccess.ConfigSpec;
import dev.ijen.api.resource.kubespan.EndpointSpec;
import dev.ijen.api.resource.network.LinkSpecSpec;
import dev.ijen.api.resource.perf.CPUSpec;
import dev.ijen.api.resource.runtime.MachineStatusSpec;
import dev.ijen.api.resource.secrets.OSRootSpec;
import dev.ijen.api.resource.security.TUFTrustedRootSpec;
import dev.ijen.api.resource.siderolink.TunnelSpec;
import dev.ijen.api.resource.storage.LVMLogicalVolumeStatusSpec;
import dev.ijen.api.resource.time.StatusSpec;
import dev.ijen.api.resource.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages of specs by full name, and what the table says of them that is not so. */
final class Messages {
  private final Map<String, Descriptor> byName =
      Stream.of(
              NamespaceSpec.getDescriptor(),
              DeviceSpec.getDescriptor(),
              IdentitySpec.getDescriptor(),
              MachineConfigSpec.getDescriptor(),
              ContainerSpecSpec.getDescriptor(),
              SeccompProfileSpec.getDescriptor(),
              MemberSpec.getDescriptor(),
              EtcFileSpecSpec.getDescriptor(),
              PCIDeviceSpec.getDescriptor(),
              NodenameSpec.getDescriptor(),
              ConfigSpec.getDescriptor(),
              EndpointSpec.getDescriptor(),
              LinkSpecSpec.getDescriptor(),
              CPUSpec.getDescriptor(),
              MachineStatusSpec.getDescriptor(),
              OSRootSpec.getDescriptor(),
              TUFTrustedRootSpec.getDescriptor(),
              TunnelSpec.getDescriptor(),
              LVMLogicalVolumeStatusSpec.getDescriptor(),
              StatusSpec.getDescriptor(),
              ServiceSpec.getDescriptor())
          .map(Descriptor::getFile)
          .map(FileDescriptor::getMessageTypes)
          .flatMap(List::stream)
          .collect(Collectors.toMap(Descriptor::getFullName, Function.identity()));

  Descriptor find(WireResource resource) {
    Descriptor message = byName.get(resource.message());
    if (message == null) {
      throw new AssertionError(resource.name() + ": no message " + resource.message());
    }
    return message;
  }

  /** Fields that no row reaches, and messages that cannot be printed. */
  List<String> problems(WireResource resource) {
    Descriptor message = find(resource);
    var problems = new ArrayList<String>();
    for (FieldDescriptor field : message.getFields()) {
      if (resource.fields().stream().noneMatch(row -> row.path().getFirst() == field.getNumber())) {
        problems.add(resource.name() + ": no row for " + field.getName());
      }
    }
    new SpecYaml(WireTable.get())
        .tree(DynamicMessage.getDefaultInstance(message), resource.fields());
    return problems;
  }
}
