package dev.ijen.machined.config;

import com.google.protobuf.ByteString;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.state.State;
import dev.ijen.runtime.state.StateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The machine config of the node: the one that is in force, as resource {@code v1alpha1}, and the
 * one that the next boot finds in STATE, as resource {@code persistent}.
 */
public final class ConfigStore {
  /** Id of the config in force. */
  public static final String ACTIVE = "v1alpha1";

  /** Id of the config that the next boot finds. */
  public static final String PERSISTENT = "persistent";

  private final State state;
  private final DurableFile file;
  private final CountDownLatch configured = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable MachineConfig active; // written under lock
  private volatile String storedHash = ""; // written under lock

  /** A store without a config in force. */
  public ConfigStore(State state, DurableFile file) {
    this.state = state;
    this.file = file;
  }

  /** The config in force, if there is one. */
  public Optional<MachineConfig> active() {
    return Optional.ofNullable(active);
  }

  /** Hash of the config that the next boot finds; empty when there is none. */
  String storedHash() {
    return storedHash;
  }

  /** Waits until there is a config in force. */
  public void await() throws InterruptedException {
    configured.await();
  }

  /**
   * The config in STATE, if there is one; it is then shown as the one of the next boot.
   *
   * @throws ConfigException when it cannot be decoded
   */
  public Optional<MachineConfig> stored() throws IOException, ConfigException {
    lock.lock();
    try {
      Optional<byte[]> bytes = file.read();
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      MachineConfig config = MachineConfig.decode(new String(bytes.get(), StandardCharsets.UTF_8));
      storedHash = config.hash();
      publish(PERSISTENT, config);
      return Optional.of(config);
    } finally {
      lock.unlock();
    }
  }

  /** Writes the config for the next boot. */
  void store(MachineConfig config) throws IOException {
    lock.lock();
    try {
      file.replace(config.encode().getBytes(StandardCharsets.UTF_8));
      storedHash = config.hash();
      publish(PERSISTENT, config);
    } finally {
      lock.unlock();
    }
  }

  /** Brings the config into force. */
  void activate(MachineConfig config) {
    lock.lock();
    try {
      active = config;
      publish(ACTIVE, config);
    } finally {
      lock.unlock();
    }
    configured.countDown();
  }

  private void publish(String id, MachineConfig config) {
    var spec =
        MachineConfigSpec.newBuilder()
            .setYamlMarshalled(ByteString.copyFromUtf8(config.encode()))
            .build();
    try {
      var present = state.find(ConfigTypes.MACHINE_CONFIGS, "config", id);
      if (present.isPresent()) {
        state.update(present.get().withSpec(spec), "", Phase.RUNNING);
      } else {
        state.create(Resource.of(ConfigTypes.MACHINE_CONFIGS, id, spec), "");
      }
    } catch (StateException e) {
      throw new IllegalStateException("publish machine config " + id, e); // nobody else writes it
    }
  }
}
