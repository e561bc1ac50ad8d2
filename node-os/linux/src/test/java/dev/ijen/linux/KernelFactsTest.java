package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares every number in this package that belongs to the kernel with the kernel's headers. */
class KernelFactsTest {
  private static final String HEADERS =
      """
      #define _GNU_SOURCE
      #include <errno.h>
      #include <fcntl.h>
      #include <signal.h>
      #include <stddef.h>
      #include <stdio.h>
      #include <sys/epoll.h>
      #include <sys/ioctl.h>
      #include <sys/mount.h>
      #include <sys/prctl.h>
      #include <sys/socket.h>
      #include <sys/syscall.h>
      #include <linux/blkpg.h>
      #include <linux/filter.h>
      #include <linux/if_addr.h>
      #include <linux/if_arp.h>
      #include <linux/if_ether.h>
      #include <linux/if_link.h>
      #include <linux/if_packet.h>
      #include <linux/netlink.h>
      #include <linux/rtnetlink.h>
      #define IFF_UP 1
      #define IFF_LOOPBACK 8
      #define IFF_LOWER_UP 0x10000
      #define IF_OPER_UP 6
      """;

  @TempDir Path folder;

  @Test
  void numbersAndLayoutsAreThoseOfTheHeaders() throws Exception {
    Map<String, Long> ours = ours();

    assertThat(probe(ours)).isEqualTo(ours);
  }

  private Map<String, Long> probe(Map<String, Long> expressions) throws Exception {
    String lines =
        expressions.keySet().stream()
            .map(e -> "  printf(\"%%s=%%lld\\n\", \"%s\", (long long)(%s));".formatted(e, e))
            .collect(Collectors.joining("\n"));
    Path source = folder.resolve("probe.c");
    Files.writeString(source, HEADERS + "int main(void) {\n" + lines + "\n  return 0;\n}\n");
    Path program = folder.resolve("probe");
    run("cc", "-o", program.toString(), source.toString());
    return run(program.toString())
        .lines()
        .map(line -> line.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> Long.valueOf(pair[1]), (a, b) -> a, LinkedHashMap::new));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static Map<String, Long> ours() {
    Map<String, Long> facts = new LinkedHashMap<>();
    for (Errno errno : Errno.values()) {
      facts.put(errno.name(), (long) errno.number());
    }
    for (Signal signal : Signal.values()) {
      facts.put(signal.name(), (long) signal.number());
    }
    for (MountFlag flag : MountFlag.values()) {
      facts.put(flag.name(), flag.bit());
    }
    for (UnmountFlag flag : UnmountFlag.values()) {
      facts.put(flag.name(), flag.bit());
    }
    for (NetlinkEvents.Group group : NetlinkEvents.Group.values()) {
      facts.put(group.name(), (long) group.number());
    }
    calls(facts);
    files(facts);
    sockets(facts);
    netlink(facts);
    rtnetlink(facts);
    block(facts);
    return facts;
  }

  private static void calls(Map<String, Long> facts) {
    facts.put("SYS_read", Syscall.READ);
    facts.put("SYS_open", Syscall.OPEN);
    facts.put("SYS_close", Syscall.CLOSE);
    facts.put("SYS_ioctl", Syscall.IOCTL);
    facts.put("SYS_getpid", Syscall.GETPID);
    facts.put("SYS_socket", Syscall.SOCKET);
    facts.put("SYS_sendto", Syscall.SENDTO);
    facts.put("SYS_bind", Syscall.BIND);
    facts.put("SYS_setsockopt", Syscall.SETSOCKOPT);
    facts.put("SYS_kill", Syscall.KILL);
    facts.put("SYS_getuid", Syscall.GETUID);
    facts.put("SYS_prctl", Syscall.PRCTL);
    facts.put("SYS_mount", Syscall.MOUNT);
    facts.put("SYS_umount2", Syscall.UMOUNT2);
    facts.put("SYS_sethostname", Syscall.SETHOSTNAME);
    facts.put("SYS_setdomainname", Syscall.SETDOMAINNAME);
    facts.put("SYS_epoll_wait", Syscall.EPOLL_WAIT);
    facts.put("SYS_epoll_ctl", Syscall.EPOLL_CTL);
    facts.put("SYS_epoll_create1", Syscall.EPOLL_CREATE1);
    facts.put("PR_SET_CHILD_SUBREAPER", FfmProcesses.PR_SET_CHILD_SUBREAPER);
  }

  private static void files(Map<String, Long> facts) {
    facts.put("O_RDONLY", (long) Descriptor.O_RDONLY);
    facts.put("O_NONBLOCK", (long) Descriptor.O_NONBLOCK);
    facts.put("O_CLOEXEC", (long) Descriptor.O_CLOEXEC);
    facts.put("EPOLL_CTL_ADD", (long) Readiness.EPOLL_CTL_ADD);
    facts.put("EPOLL_CTL_DEL", (long) Readiness.EPOLL_CTL_DEL);
    facts.put("EPOLLIN", (long) Readiness.EPOLLIN);
    facts.put("EPOLLONESHOT", (long) Readiness.EPOLLONESHOT);
    facts.put("EPOLL_CLOEXEC", (long) Readiness.EPOLL_CLOEXEC);
    facts.put("sizeof(struct epoll_event)", Readiness.EVENT_SIZE);
    facts.put("offsetof(struct epoll_event, data)", Readiness.EVENT_DATA);
  }

  private static void sockets(Map<String, Long> facts) {
    facts.put("AF_INET", (long) Route.AF_INET);
    facts.put("AF_INET6", (long) Route.AF_INET6);
    facts.put("AF_NETLINK", (long) NetlinkSocket.AF_NETLINK);
    facts.put("AF_PACKET", (long) FfmPacketSockets.AF_PACKET);
    facts.put("SOCK_DGRAM", (long) FfmPacketSockets.SOCK_DGRAM);
    facts.put("SOCK_RAW", (long) NetlinkSocket.SOCK_RAW);
    facts.put("SOCK_NONBLOCK", (long) NetlinkSocket.SOCK_NONBLOCK);
    facts.put("SOCK_CLOEXEC", (long) NetlinkSocket.SOCK_CLOEXEC);
    facts.put("SOL_SOCKET", (long) FfmPacketSockets.SOL_SOCKET);
    facts.put("SOL_NETLINK", (long) NetlinkSocket.SOL_NETLINK);
    facts.put("SO_ATTACH_FILTER", (long) FfmPacketSockets.SO_ATTACH_FILTER);
    facts.put("ETH_P_IP", (long) FfmPacketSockets.ETH_P_IP);
    facts.put("sizeof(struct sockaddr_ll)", (long) FfmPacketSockets.SOCKADDR_LL);
    facts.put("offsetof(struct sockaddr_ll, sll_protocol)", 2L);
    facts.put("offsetof(struct sockaddr_ll, sll_ifindex)", 4L);
    facts.put("offsetof(struct sockaddr_ll, sll_halen)", 11L);
    facts.put("offsetof(struct sockaddr_ll, sll_addr)", 12L);
    facts.put("sizeof(struct sockaddr_nl)", (long) NetlinkSocket.SOCKADDR_NL);
    facts.put("sizeof(struct sock_filter)", (long) FfmPacketSockets.SOCK_FILTER);
    facts.put("sizeof(struct sock_fprog)", (long) FfmPacketSockets.SOCK_FPROG);
    facts.put("offsetof(struct sock_fprog, filter)", 8L);
  }

  private static void netlink(Map<String, Long> facts) {
    facts.put("NETLINK_ROUTE", (long) NetlinkSocket.NETLINK_ROUTE);
    facts.put("NETLINK_ADD_MEMBERSHIP", (long) NetlinkSocket.NETLINK_ADD_MEMBERSHIP);
    facts.put("sizeof(struct nlmsghdr)", (long) NetlinkMessage.HEADER);
    facts.put("sizeof(struct rtattr)", (long) NetlinkMessage.ATTRIBUTE_HEADER);
    facts.put("NLMSG_ERROR", (long) NetlinkMessage.NLMSG_ERROR);
    facts.put("NLMSG_DONE", (long) NetlinkMessage.NLMSG_DONE);
    facts.put("NLM_F_REQUEST", (long) NetlinkMessage.NLM_F_REQUEST);
    facts.put("NLM_F_ACK", (long) NetlinkMessage.NLM_F_ACK);
    facts.put("NLM_F_DUMP_INTR", (long) NetlinkMessage.NLM_F_DUMP_INTR);
    facts.put("NLM_F_DUMP", (long) NetlinkMessage.NLM_F_DUMP);
    facts.put("NLM_F_REPLACE", (long) NetlinkMessage.NLM_F_REPLACE);
    facts.put("NLM_F_CREATE", (long) NetlinkMessage.NLM_F_CREATE);
  }

  private static void rtnetlink(Map<String, Long> facts) {
    links(facts);
    addresses(facts);
    facts.put("sizeof(struct rtmsg)", (long) RouteCodec.RTMSG);
    facts.put("offsetof(struct rtmsg, rtm_table)", 4L);
    facts.put("offsetof(struct rtmsg, rtm_protocol)", 5L);
    facts.put("offsetof(struct rtmsg, rtm_scope)", 6L);
    facts.put("offsetof(struct rtmsg, rtm_type)", 7L);
    facts.put("offsetof(struct rtmsg, rtm_flags)", 8L);
    facts.put("RTM_NEWROUTE", (long) RouteCodec.RTM_NEWROUTE);
    facts.put("RTM_DELROUTE", (long) RouteCodec.RTM_DELROUTE);
    facts.put("RTM_GETROUTE", (long) RouteCodec.RTM_GETROUTE);
    facts.put("RTA_DST", (long) RouteCodec.RTA_DST);
    facts.put("RTA_OIF", (long) RouteCodec.RTA_OIF);
    facts.put("RTA_GATEWAY", (long) RouteCodec.RTA_GATEWAY);
    facts.put("RTA_PRIORITY", (long) RouteCodec.RTA_PRIORITY);
    facts.put("RTA_PREFSRC", (long) RouteCodec.RTA_PREFSRC);
    facts.put("RTA_METRICS", (long) RouteCodec.RTA_METRICS);
    facts.put("RTA_TABLE", (long) RouteCodec.RTA_TABLE);
    facts.put("RTAX_MTU", (long) RouteCodec.RTAX_MTU);
    facts.put("RT_TABLE_MAIN", (long) Route.RT_TABLE_MAIN);
    facts.put("RT_SCOPE_UNIVERSE", (long) Route.RT_SCOPE_UNIVERSE);
    facts.put("RT_SCOPE_LINK", (long) Route.RT_SCOPE_LINK);
    facts.put("RTN_UNICAST", (long) Route.RTN_UNICAST);
    facts.put("RTPROT_STATIC", (long) Route.RTPROT_STATIC);
  }

  private static void links(Map<String, Long> facts) {
    facts.put("sizeof(struct ifinfomsg)", (long) LinkCodec.IFINFOMSG);
    facts.put("offsetof(struct ifinfomsg, ifi_type)", 2L);
    facts.put("offsetof(struct ifinfomsg, ifi_index)", 4L);
    facts.put("offsetof(struct ifinfomsg, ifi_flags)", 8L);
    facts.put("offsetof(struct ifinfomsg, ifi_change)", 12L);
    facts.put("RTM_NEWLINK", (long) LinkCodec.RTM_NEWLINK);
    facts.put("RTM_GETLINK", (long) LinkCodec.RTM_GETLINK);
    facts.put("IFLA_ADDRESS", (long) LinkCodec.IFLA_ADDRESS);
    facts.put("IFLA_BROADCAST", (long) LinkCodec.IFLA_BROADCAST);
    facts.put("IFLA_IFNAME", (long) LinkCodec.IFLA_IFNAME);
    facts.put("IFLA_MTU", (long) LinkCodec.IFLA_MTU);
    facts.put("IFLA_LINK", (long) LinkCodec.IFLA_LINK);
    facts.put("IFLA_QDISC", (long) LinkCodec.IFLA_QDISC);
    facts.put("IFLA_MASTER", (long) LinkCodec.IFLA_MASTER);
    facts.put("IFLA_OPERSTATE", (long) LinkCodec.IFLA_OPERSTATE);
    facts.put("IFLA_LINKINFO", (long) LinkCodec.IFLA_LINKINFO);
    facts.put("IFLA_INFO_KIND", (long) LinkCodec.IFLA_INFO_KIND);
    facts.put("IFLA_PERM_ADDRESS", (long) LinkCodec.IFLA_PERM_ADDRESS);
    facts.put("ARPHRD_ETHER", (long) Link.ARPHRD_ETHER);
  }

  private static void addresses(Map<String, Long> facts) {
    facts.put("sizeof(struct ifaddrmsg)", (long) AddressCodec.IFADDRMSG);
    facts.put("offsetof(struct ifaddrmsg, ifa_prefixlen)", 1L);
    facts.put("offsetof(struct ifaddrmsg, ifa_scope)", 3L);
    facts.put("offsetof(struct ifaddrmsg, ifa_index)", 4L);
    facts.put("RTM_NEWADDR", (long) AddressCodec.RTM_NEWADDR);
    facts.put("RTM_DELADDR", (long) AddressCodec.RTM_DELADDR);
    facts.put("RTM_GETADDR", (long) AddressCodec.RTM_GETADDR);
    facts.put("IFA_ADDRESS", (long) AddressCodec.IFA_ADDRESS);
    facts.put("IFA_LOCAL", (long) AddressCodec.IFA_LOCAL);
    facts.put("IFA_LABEL", (long) AddressCodec.IFA_LABEL);
    facts.put("IFA_BROADCAST", (long) AddressCodec.IFA_BROADCAST);
    facts.put("IFA_FLAGS", (long) AddressCodec.IFA_FLAGS);
    facts.put("IFA_RT_PRIORITY", (long) AddressCodec.IFA_RT_PRIORITY);
    facts.put("IFA_F_PERMANENT", (long) InterfaceAddress.IFA_F_PERMANENT);
    facts.put("IFA_F_NOPREFIXROUTE", (long) InterfaceAddress.IFA_F_NOPREFIXROUTE);
  }

  private static void block(Map<String, Long> facts) {
    facts.put("BLKPG", FfmBlockDevices.BLKPG);
    facts.put("BLKPG_ADD_PARTITION", (long) FfmBlockDevices.BLKPG_ADD_PARTITION);
    facts.put("sizeof(struct blkpg_ioctl_arg)", (long) FfmBlockDevices.BLKPG_IOCTL_ARG);
    facts.put("offsetof(struct blkpg_ioctl_arg, datalen)", 8L);
    facts.put("offsetof(struct blkpg_ioctl_arg, data)", 16L);
    facts.put("sizeof(struct blkpg_partition)", (long) FfmBlockDevices.BLKPG_PARTITION);
    facts.put("offsetof(struct blkpg_partition, length)", 8L);
    facts.put("offsetof(struct blkpg_partition, pno)", 16L);
  }
}
