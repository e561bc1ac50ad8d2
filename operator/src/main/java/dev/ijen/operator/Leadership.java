package dev.ijen.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operator of several acts. Who it is, is decided by a Lease; how many there were before, by
 * the same Lease: nodes refuse the orders of earlier ones.
 */
@Singleton
public final class Leadership implements LongSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final String LEASE = "ijen-operator";

  /** More leaders than this between two ages of the Lease do not happen. */
  private static final long LEADERS_PER_SECOND = 1_000_000;

  private static final int LEASE_LOST = 1;

  private final KubernetesClient client;
  private final String namespace;
  private final String identity = "ijen-operator-" + UUID.randomUUID();
  private volatile long epoch;
  private volatile boolean leading;

  Leadership(KubernetesClient client, Settings settings) {
    this.client = client;
    this.namespace =
        settings
            .leaseNamespace()
            .orElseGet(() -> Objects.requireNonNullElse(client.getNamespace(), "default"));
  }

  /** How leaders are found. */
  @Produces
  @Singleton
  LeaderElectionConfiguration configuration() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withLeaseDuration(Duration.ofSeconds(15))
        .withRenewDeadline(Duration.ofSeconds(10))
        .withRetryPeriod(Duration.ofSeconds(2))
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(() -> leading = true, this::stopped, _ -> {}))
        .build();
  }

  /**
   * The fencing epoch: grows with every leader, also when the Lease was deleted in between, because
   * a later Lease is younger.
   */
  @Override
  public long getAsLong() {
    if (epoch == 0) {
      epoch = epoch(Objects.requireNonNull(lease(), "the leader holds a Lease"));
      LOG.atInfo().addKeyValue("epoch", epoch).log("leads");
    }
    return epoch;
  }

  /** Whether this process acts. */
  public boolean isLeading() {
    return leading;
  }

  static long epoch(Lease lease) {
    long born = Instant.parse(lease.getMetadata().getCreationTimestamp()).getEpochSecond();
    Integer leaders = lease.getSpec().getLeaseTransitions();
    return born * LEADERS_PER_SECOND + (leaders == null ? 0 : leaders);
  }

  /** On a stop the Lease is given back; when it was lost, somebody else may act any moment. */
  private void stopped() {
    leading = false;
    if (!isStopping()) {
      LOG.atError().log("lost the lease");
      Runtime.getRuntime().halt(LEASE_LOST);
    }
    Lease lease = lease();
    if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
      lease.getSpec().setHolderIdentity("");
      lease.getSpec().setLeaseDurationSeconds(1);
      client.resource(lease).lockResourceVersion().update();
    }
  }

  private Lease lease() {
    return client.leases().inNamespace(namespace).withName(LEASE).get();
  }

  private static boolean isStopping() {
    var probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException _) {
      return true;
    }
  }
}
