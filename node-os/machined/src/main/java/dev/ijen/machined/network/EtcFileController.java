package dev.ijen.machined.network;

import dev.ijen.api.resource.files.EtcFileStatusSpec;
import dev.ijen.api.resource.network.HostnameStatusSpec;
import dev.ijen.api.resource.network.ResolverStatusSpec;
import dev.ijen.linux.Filesystems;
import dev.ijen.linux.Prefix;
import dev.ijen.machined.files.resource.FileTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes {@code resolv.conf}, {@code hosts} and {@code hostname} below {@code /system/etc}. */
public final class EtcFileController implements Controller {
  private static final int MODE = 0644;

  private final Filesystems filesystems;
  private final Path folder;
  private final Map<String, Written> written = new HashMap<>();

  /** A text, and how often its file was written. */
  private record Written(String text, int version) {}

  public EtcFileController(Filesystems filesystems, NodePaths paths) {
    this.filesystems = filesystems;
    this.folder = paths.at("/system/etc");
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(NetworkTypes.HOSTNAME_STATUSES).only(Ids.HOSTNAME),
        Input.weak(NetworkTypes.RESOLVER_STATUSES).only(Ids.RESOLVERS),
        Input.weak(NetworkTypes.NODE_ADDRESSES).only(NodeAddressController.DEFAULT));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(FileTypes.ETC_FILE_STATUSES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    Optional<HostnameStatusSpec> hostname =
        state.find(NetworkTypes.HOSTNAME_STATUSES, Ids.HOSTNAME).map(Resource::spec);
    Optional<ResolverStatusSpec> resolvers =
        state.find(NetworkTypes.RESOLVER_STATUSES, Ids.RESOLVERS).map(Resource::spec);
    Optional<InetAddress> own =
        state
            .find(NetworkTypes.NODE_ADDRESSES, NodeAddressController.DEFAULT)
            .flatMap(resource -> resource.spec().getAddressesList().stream().findFirst())
            .flatMap(Wire::decode)
            .map(Prefix::address);
    if (resolvers.isPresent()) {
      String domain = hostname.map(HostnameStatusSpec::getDomainname).orElse("");
      write(state, "resolv.conf", EtcFiles.resolvConf(resolvers.get(), domain));
    }
    if (hostname.isPresent()) {
      write(state, "hosts", EtcFiles.hosts(hostname.get(), own));
      write(state, "hostname", hostname.get().getHostname() + "\n");
    }
  }

  private void write(ReaderWriter state, String name, String text) throws IOException {
    Written present = written.getOrDefault(name, new Written("", 0));
    if (present.version() == 0 || !present.text().equals(text)) {
      Files.createDirectories(folder);
      filesystems.replace(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8), MODE);
      present = new Written(text, present.version() + 1);
      written.put(name, present);
    }
    state.modify(
        FileTypes.ETC_FILE_STATUSES,
        name,
        EtcFileStatusSpec.newBuilder().setSpecVersion(Integer.toString(present.version())).build());
  }
}
