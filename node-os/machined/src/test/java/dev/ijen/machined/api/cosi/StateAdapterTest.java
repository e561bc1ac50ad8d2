package dev.ijen.machined.api.cosi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.ijen.api.cosi.CreateRequest;
import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.EventType;
import dev.ijen.api.cosi.GetRequest;
import dev.ijen.api.cosi.IDQuery;
import dev.ijen.api.cosi.LabelQuery;
import dev.ijen.api.cosi.LabelTerm;
import dev.ijen.api.cosi.ListOptions;
import dev.ijen.api.cosi.ListRequest;
import dev.ijen.api.cosi.ListResponse;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.cosi.WatchOptions;
import dev.ijen.api.cosi.WatchRequest;
import dev.ijen.api.cosi.WatchResponse;
import dev.ijen.api.resource.network.HostnameStatusSpec;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.wire.Definitions;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.InMemoryState;
import dev.ijen.runtime.state.State;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateAdapterTest {
  private static final ResourceType<HostnameStatusSpec> TYPE = NetworkTypes.HOSTNAME_STATUSES;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final State state = new InMemoryState(CLOCK);
  private Set<String> roles = Set.of("os:reader");
  private Server server;
  private ManagedChannel channel;
  private StateGrpc.StateBlockingStub client;

  @BeforeEach
  void serve() throws Exception {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(new StateAdapter(state, () -> roles))
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
    client = StateGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void getCarriesMetadataYamlAndBytes() throws Exception {
    HostnameStatusSpec spec = hostname("node-1");
    state.create(
        Resource.of(TYPE, "hostname", spec)
            .withMetadata(
                Resource.of(TYPE, "hostname", spec).metadata().withLabels(Map.of("k", "v"))),
        "network.HostnameSpecController");
    state.addFinalizers(TYPE.key("hostname"), Set.of("x"));

    dev.ijen.api.cosi.Resource got =
        client.get(get("network", TYPE.name(), "hostname")).getResource();

    assertThat(got.getMetadata().getVersion()).isEqualTo("2");
    assertThat(got.getMetadata().getOwner()).isEqualTo("network.HostnameSpecController");
    assertThat(got.getMetadata().getPhase()).isEqualTo("running");
    assertThat(got.getMetadata().getCreated().getSeconds())
        .isEqualTo(CLOCK.instant().getEpochSecond());
    assertThat(got.getMetadata().getFinalizersList()).containsExactly("x");
    assertThat(got.getMetadata().getLabelsMap()).containsExactly(Map.entry("k", "v"));
    assertThat(got.getSpec().getYamlSpec()).isEqualTo("hostname: node-1\ndomainname: \"\"\n");
    assertThat(got.getSpec().getProtoSpec()).isEqualTo(spec.toByteString());
  }

  @Test
  void getSaysWhatIsNotThere() {
    fails(Status.Code.NOT_FOUND, () -> client.get(get("network", TYPE.name(), "hostname")));
  }

  @Test
  void typesAndNamespacesOutsideTheContractAreDenied() {
    fails(Status.Code.PERMISSION_DENIED, () -> client.get(get("network", "Foos.example.org", "a")));
    fails(Status.Code.PERMISSION_DENIED, () -> client.get(get("default", TYPE.name(), "a")));
  }

  @Test
  void sensitiveTypesAreForAdministrators() {
    GetRequest request = get("secrets", "OSRootSecrets.secrets.talos.dev", "os");
    fails(Status.Code.PERMISSION_DENIED, () -> client.get(request));

    roles = Set.of("os:admin");
    fails(Status.Code.NOT_FOUND, () -> client.get(request));
  }

  @Test
  void writesAreRefusedForEverybody() {
    roles = Set.of("os:admin");
    fails(Status.Code.PERMISSION_DENIED, () -> client.create(CreateRequest.getDefaultInstance()));
  }

  @Test
  void listOfDefinitionsHasAllTypesWithAliasesAndColumns() throws Exception {
    Definitions.publish(state);

    List<ListResponse> listed =
        ImmutableList.copyOf(
            client.list(
                list(
                    "meta",
                    "ResourceDefinitions.meta.cosi.dev",
                    ListOptions.getDefaultInstance())));

    assertThat(listed).hasSize(203); // 199 of the contract, four of our own
    assertThat(listed)
        .extracting(ListResponse::getResource)
        .filteredOn(r -> r.getMetadata().getId().equals("hostnamestatuses.net.talos.dev"))
        .singleElement()
        .extracting(r -> r.getSpec().getYamlSpec())
        .isEqualTo(
            """
            type: HostnameStatuses.net.talos.dev
            displayType: HostnameStatus
            defaultNamespace: network
            aliases:
                - hostname
                - hostnamestatus
                - hs
            allAliases:
                - hostnamestatuses
                - hostnamestatuses.net
                - hostnamestatuses.net.talos
                - hostname
                - hostnamestatus
                - hs
            printColumns:
                - name: Hostname
                  jsonPath: '{.hostname}'
                - name: Domainname
                  jsonPath: '{.domainname}'
            """);
  }

  @Test
  void listIsNarrowedByLabelsAndId() throws Exception {
    create("a", Map.of("tier", "1"));
    create("b", Map.of("tier", "2"));
    create("ab", Map.of());

    assertThat(ids(labels(term(LabelTerm.Operation.EXISTS)))).containsExactly("a", "b");
    assertThat(ids(labels(term(LabelTerm.Operation.EXISTS).setInvert(true)))).containsExactly("ab");
    assertThat(ids(labels(term(LabelTerm.Operation.EQUAL).addValue("2")))).containsExactly("b");
    assertThat(ids(labels(term(LabelTerm.Operation.LT_NUMERIC).addValue("1.5"))))
        .containsExactly("a");
    assertThat(
            ids(ListOptions.newBuilder().setIdQuery(IDQuery.newBuilder().setRegexp("^a")).build()))
        .containsExactly("a", "ab");
    fails(Status.Code.INVALID_ARGUMENT, () -> ids(labels(term(LabelTerm.Operation.EQUAL))));
    fails(
        Status.Code.INVALID_ARGUMENT,
        () ->
            ids(ListOptions.newBuilder().setIdQuery(IDQuery.newBuilder().setRegexp("(")).build()));
  }

  @Test
  void watchOfATypeBeginsWithAnEmptyFrameThenContentsThenChanges() throws Exception {
    Resource<HostnameStatusSpec> first = create("a", Map.of());
    Iterator<WatchResponse> frames =
        client.watch(
            watch()
                .setApiVersion(1)
                .setOptions(WatchOptions.newBuilder().setBootstrapContents(true))
                .build());
    assertThat(frames.next().getEventCount()).isZero();
    assertThat(frames.next().getEvent(0).getEventType()).isEqualTo(EventType.CREATED);
    assertThat(frames.next().getEvent(0).getEventType()).isEqualTo(EventType.BOOTSTRAPPED);

    state.update(first.withSpec(hostname("second")), "", Phase.RUNNING);
    state.destroy(TYPE.key("a"), "");

    Event updated = frames.next().getEvent(0);
    assertThat(updated.getEventType()).isEqualTo(EventType.UPDATED);
    assertThat(updated.getResource().getSpec().getYamlSpec()).startsWith("hostname: second\n");
    assertThat(updated.getOld().getSpec().getYamlSpec()).startsWith("hostname: a\n");
    assertThat(frames.next().getEvent(0).getEventType()).isEqualTo(EventType.DESTROYED);
  }

  @Test
  void oldClientsAreNotToldOfBootstrap() throws Exception {
    create("a", Map.of());
    Iterator<WatchResponse> frames =
        client.watch(
            watch().setOptions(WatchOptions.newBuilder().setBootstrapContents(true)).build());
    frames.next();
    frames.next();

    create("b", Map.of());

    assertThat(frames.next().getEvent(0).getResource().getMetadata().getId()).isEqualTo("b");
  }

  @Test
  void watchOfOneIdBeginsWithWhatIsThere() throws Exception {
    Iterator<WatchResponse> frames = client.watch(watch().setId("a").build());
    frames.next();
    Event absent = frames.next().getEvent(0);
    assertThat(absent.getEventType()).isEqualTo(EventType.DESTROYED);
    assertThat(absent.getResource().getMetadata().getId()).isEqualTo("a");

    create("a", Map.of());
    assertThat(frames.next().getEvent(0).getEventType()).isEqualTo(EventType.CREATED);
  }

  @Test
  void aggregatedEventsTravelTogether() throws Exception {
    create("a", Map.of());
    create("b", Map.of());
    Iterator<WatchResponse> frames =
        client.watch(
            watch()
                .setApiVersion(1)
                .setOptions(
                    WatchOptions.newBuilder().setBootstrapContents(true).setAggregated(true))
                .build());
    frames.next();

    assertThat(frames.next().getEventList())
        .extracting(Event::getEventType)
        .containsExactly(EventType.CREATED, EventType.CREATED, EventType.BOOTSTRAPPED);
  }

  @Test
  void resourceThatStopsMatchingIsDestroyedForTheWatcher() throws Exception {
    Resource<HostnameStatusSpec> first = create("a", Map.of("tier", "1"));
    var options =
        WatchOptions.newBuilder()
            .setBootstrapContents(true)
            .addLabelQuery(LabelQuery.newBuilder().addTerms(term(LabelTerm.Operation.EXISTS)));
    Iterator<WatchResponse> frames = client.watch(watch().setOptions(options).build());
    frames.next();
    frames.next();

    state.update(first.withMetadata(first.metadata().withLabels(Map.of())), "", Phase.RUNNING);

    assertThat(frames.next().getEvent(0).getEventType()).isEqualTo(EventType.DESTROYED);
  }

  @Test
  void bookmarkResumesAndABadOneFails() throws Exception {
    Iterator<WatchResponse> frames =
        client.watch(
            watch().setOptions(WatchOptions.newBuilder().setBootstrapBookmark(true)).build());
    frames.next();
    Event noop = frames.next().getEvent(0);
    assertThat(noop.getEventType()).isEqualTo(EventType.NOOP);
    create("a", Map.of());

    Iterator<WatchResponse> resumed = client.watch(from(noop.getBookmark()));
    resumed.next();
    assertThat(resumed.next().getEvent(0).getResource().getMetadata().getId()).isEqualTo("a");
    fails(
        Status.Code.FAILED_PRECONDITION,
        () -> client.watch(from(ByteString.copyFromUtf8("?"))).next());
    fails(
        Status.Code.FAILED_PRECONDITION,
        () -> client.watch(from(ByteString.copyFrom(new byte[16]))).next());
  }

  @Test
  void oneIdWithContentsIsUnimplemented() {
    var options = WatchOptions.newBuilder().setBootstrapContents(true);
    fails(
        Status.Code.UNIMPLEMENTED,
        () -> client.watch(watch().setId("a").setOptions(options).build()).next());
  }

  private Resource<HostnameStatusSpec> create(String id, Map<String, String> labels)
      throws Exception {
    Resource<HostnameStatusSpec> resource = Resource.of(TYPE, id, hostname(id));
    return state.create(resource.withMetadata(resource.metadata().withLabels(labels)), "");
  }

  private List<String> ids(ListOptions options) {
    var ids = new ArrayList<String>();
    client
        .list(list("network", TYPE.name(), options))
        .forEachRemaining(reply -> ids.add(reply.getResource().getMetadata().getId()));
    return ids;
  }

  private static HostnameStatusSpec hostname(String name) {
    return HostnameStatusSpec.newBuilder().setHostname(name).build();
  }

  private static LabelTerm.Builder term(LabelTerm.Operation operation) {
    return LabelTerm.newBuilder().setKey("tier").setOp(operation);
  }

  private static ListOptions labels(LabelTerm.Builder term) {
    return ListOptions.newBuilder().addLabelQuery(LabelQuery.newBuilder().addTerms(term)).build();
  }

  private static GetRequest get(String namespace, String type, String id) {
    return GetRequest.newBuilder().setNamespace(namespace).setType(type).setId(id).build();
  }

  private static ListRequest list(String namespace, String type, ListOptions options) {
    return ListRequest.newBuilder()
        .setNamespace(namespace)
        .setType(type)
        .setOptions(options)
        .build();
  }

  private static WatchRequest.Builder watch() {
    return WatchRequest.newBuilder().setNamespace("network").setType(TYPE.name());
  }

  private static WatchRequest from(ByteString bookmark) {
    return watch().setOptions(WatchOptions.newBuilder().setStartFromBookmark(bookmark)).build();
  }

  private static void fails(Status.Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
  }
}
