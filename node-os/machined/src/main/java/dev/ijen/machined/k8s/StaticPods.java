package dev.ijen.machined.k8s;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pods of the control plane, which the kubelet runs before there is an API server. */
final class StaticPods {
  private static final String SECRETS = "secrets";

  private StaticPods() {}

  /**
   * One program of the control plane.
   *
   * @param name of the program, of its image's entry point, of container and pod
   * @param uid user and group it runs as
   * @param secrets the only folder of the node that it sees
   * @param cpu requested, as {@code 200m}
   * @param memory requested, as {@code 512Mi}
   */
  record Program(
      String name,
      String image,
      List<String> args,
      Map<String, String> environment,
      int uid,
      String secrets,
      String cpu,
      String memory) {
    Program {
      args = List.copyOf(args);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * The pod of a program.
   *
   * @param revision of what it cannot read again while it runs: another one is another pod
   */
  static Map<String, Object> pod(Program program, String revision) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Pod",
        "metadata",
        Map.of(
            "name",
            program.name(),
            "namespace",
            "kube-system",
            "annotations",
            Map.of("dev.ijen/secrets-version", revision),
            "labels",
            Map.of("tier", "control-plane", "k8s-app", program.name())),
        "spec",
        spec(program));
  }

  private static Map<String, Object> spec(Program program) {
    var spec = new LinkedHashMap<String, Object>();
    spec.put("priorityClassName", "system-cluster-critical");
    spec.put("hostNetwork", true);
    spec.put("containers", List.of(container(program)));
    spec.put(
        "securityContext",
        Map.of(
            "runAsNonRoot",
            true,
            "runAsUser",
            program.uid(),
            "runAsGroup",
            program.uid(),
            "seccompProfile",
            Map.of("type", "RuntimeDefault")));
    spec.put(
        "volumes", List.of(Map.of("name", SECRETS, "hostPath", Map.of("path", program.secrets()))));
    return spec;
  }

  private static Map<String, Object> container(Program program) {
    var container = new LinkedHashMap<String, Object>();
    var command = new ArrayList<String>();
    command.add("/usr/local/bin/" + program.name());
    command.addAll(program.args());
    container.put("name", program.name());
    container.put("image", program.image());
    container.put("command", command);
    container.put("env", environment(program));
    container.put(
        "resources", Map.of("requests", Map.of("cpu", program.cpu(), "memory", program.memory())));
    container.put(
        "securityContext",
        Map.of("allowPrivilegeEscalation", false, "capabilities", Map.of("drop", List.of("ALL"))));
    container.put(
        "volumeMounts",
        List.of(Map.of("name", SECRETS, "mountPath", program.secrets(), "readOnly", true)));
    return container;
  }

  /** The pod's address is the node's: the flags of the API server name it. */
  private static List<Object> environment(Program program) {
    var environment = new ArrayList<Object>();
    environment.add(
        Map.of(
            "name",
            "POD_IP",
            "valueFrom",
            Map.of("fieldRef", Map.of("fieldPath", "status.podIP"))));
    program.environment().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> environment.add(Map.of("name", entry.getKey(), "value", entry.getValue())));
    return environment;
  }
}
