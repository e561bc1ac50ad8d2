package dev.ijen.machined.runtime;

import dev.ijen.machined.platform.KsppRequirements;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.runtime.resource.KernelParamDefaultSpec;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Kernel parameters that every node has: those of the Kernel Self Protection Project and those that
 * Kubernetes needs. In container mode those of the network alone.
 */
public final class KernelParamDefaultsController implements Controller {
  private static final Map<String, String> NODE =
      Map.ofEntries(
          Map.entry("net.ipv4.ip_forward", "1"),
          Map.entry("net.ipv4.icmp_ignore_bogus_error_responses", "1"),
          Map.entry("net.ipv4.icmp_echo_ignore_broadcasts", "1"),
          Map.entry("net.ipv4.conf.all.send_redirects", "0"),
          Map.entry("net.ipv4.conf.default.send_redirects", "0"),
          Map.entry("net.ipv4.ip_local_reserved_ports", "50000-50001"),
          Map.entry("net.bridge.bridge-nf-call-iptables", "1"),
          Map.entry("net.bridge.bridge-nf-call-ip6tables", "1"),
          Map.entry("net.ipv6.conf.default.forwarding", "1"),
          Map.entry("net.ipv6.conf.default.accept_ra", "2"),
          Map.entry("net.ipv4.tcp_keepalive_time", "600"),
          Map.entry("net.ipv4.tcp_keepalive_intvl", "60"),
          Map.entry("kernel.ctrl-alt-del", "0"),
          Map.entry("kernel.panic", "10"),
          Map.entry("kernel.pid_max", "262144"),
          Map.entry("vm.overcommit_memory", "1"),
          Map.entry("fs.inotify.max_user_instances", "8192"),
          Map.entry("fs.aio-max-nr", "1048576"));

  private final Mode mode;

  public KernelParamDefaultsController(Mode mode) {
    this.mode = mode;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(RuntimeTypes.KERNEL_PARAM_DEFAULT_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    defaults(mode)
        .forEach(
            (key, value) ->
                state.modify(
                    RuntimeTypes.KERNEL_PARAM_DEFAULT_SPECS,
                    KernelParams.id(key),
                    new KernelParamDefaultSpec(value, true)));
  }

  static SortedMap<String, String> defaults(Mode mode) {
    SortedMap<String, String> all = new TreeMap<>(KsppRequirements.SYSCTLS);
    all.putAll(NODE);
    if (mode == Mode.CONTAINER) {
      all.keySet().removeIf(key -> !KernelParams.ofNetwork(key));
    }
    return all;
  }
}
