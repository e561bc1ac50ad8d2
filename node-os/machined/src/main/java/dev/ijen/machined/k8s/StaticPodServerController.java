package dev.ijen.machined.k8s;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ijen.api.resource.k8s.StaticPodServerStatusSpec;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.wire.Structs;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tells the kubelet which pods run without an API server, over HTTP on the loopback alone. */
public final class StaticPodServerController implements Controller {
  static final String ID = "static-pod-server-status";

  private volatile String url = "";
  private volatile byte[] pods = list(List.of());

  @Override
  public String name() {
    return "k8s.StaticPodServerController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(KubernetesTypes.STATIC_PODS));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(KubernetesTypes.STATIC_POD_SERVER_STATUSES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(this::serve);
  }

  @Override
  public void reconcile(ReaderWriter state) {
    pods =
        list(
            state.list(KubernetesTypes.STATIC_PODS).stream()
                .map(resource -> Structs.element(resource.spec().getPod()))
                .toList());
    if (!url.isEmpty()) {
      state.modify(
          KubernetesTypes.STATIC_POD_SERVER_STATUSES,
          ID,
          StaticPodServerStatusSpec.newBuilder().setUrl(url).build());
    }
  }

  private void serve(Runnable wake) throws InterruptedException {
    HttpServer server = listen();
    try {
      server.createContext("/", this::answer);
      server.start();
      url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      wake.run();
      new CountDownLatch(1).await(); // until interrupted
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer listen() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("listen for the kubelet on the loopback", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = pods;
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] list(List<JsonObject> pods) {
    var items = new JsonArray();
    pods.forEach(items::add);
    var list = new JsonObject();
    list.addProperty("apiVersion", "v1");
    list.addProperty("kind", "PodList");
    list.add("items", items);
    return list.toString().getBytes(StandardCharsets.UTF_8);
  }
}
