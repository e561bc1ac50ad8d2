package dev.ijen.machined.config;

import dev.ijen.config.MachineConfig;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What STATE remembers of machine configs: the trial under way, the last ten events and the texts
 * that these name. Immutable; every change gives a new one.
 *
 * @param records the newest first
 * @param texts YAML by hash: secret
 */
record ConfigJournal(
    Optional<ConfigTrial> trial, List<ConfigRecord> records, Map<String, String> texts) {
  static final ConfigJournal EMPTY = new ConfigJournal(Optional.empty(), List.of(), Map.of());

  private static final int KEPT = 10;

  ConfigJournal {
    records = List.copyOf(records.subList(0, Math.min(KEPT, records.size())));
    texts = named(texts, records, trial);
  }

  /** What a node that starts has to do about a trial. */
  enum Start {
    /** There is none. */
    NO_TRIAL,
    /** It begins with this start. */
    BEGIN,
    /** It was confirmed when the node ended. */
    CONFIRMED,
    /** It is over, and STATE holds what was before it. */
    OVER,
    /** It is over, and what was before it must be written to STATE. */
    RESTORE
  }

  /**
   * What a node that starts has to do.
   *
   * @param stored hash of the config in STATE; an empty text when it has none, nothing when it has
   *     one that cannot be read
   */
  Start atStart(Optional<String> stored) {
    if (trial.isEmpty()) {
      return Start.NO_TRIAL;
    }
    if (stored.isEmpty()) {
      return trial.get().spansReboot() ? Start.RESTORE : Start.OVER;
    }
    boolean tried = stored.get().equals(trial.get().hash());
    if (!trial.get().spansReboot()) {
      return tried ? Start.CONFIRMED : Start.OVER;
    }
    if (!tried) {
      return Start.OVER;
    }
    return trial.get().started() ? Start.RESTORE : Start.BEGIN;
  }

  /** One event more. */
  ConfigJournal with(ConfigEvent event, Entry entry) {
    long number = records.isEmpty() ? 1 : records.getFirst().number() + 1;
    var more = new ArrayList<ConfigRecord>();
    more.add(new ConfigRecord(number, entry.hash(), entry.by(), entry.at(), event, entry.reason()));
    more.addAll(records);
    return new ConfigJournal(trial, more, plus(entry.hash(), entry.yaml()));
  }

  /**
   * A config that an event is about, who caused it, when and why.
   *
   * @param yaml secret
   */
  record Entry(String hash, String yaml, String by, Instant at, String reason) {
    static Entry of(MachineConfig config, String by, Instant at, String reason) {
      return new Entry(config.hash(), config.encode(), by, at, reason);
    }

    @Override
    public String toString() {
      return hash;
    }
  }

  /** A trial, with the text of the config that comes back after it. */
  ConfigJournal withTrial(ConfigTrial begun, String previousYaml) {
    return new ConfigJournal(Optional.of(begun), records, plus(begun.previousHash(), previousYaml));
  }

  private Map<String, String> plus(String hash, String yaml) {
    var more = new HashMap<>(texts);
    more.put(hash, yaml);
    return more;
  }

  ConfigJournal withoutTrial() {
    return new ConfigJournal(Optional.empty(), records, texts);
  }

  /** The config that is in force for good by what the records say, and those before it. */
  private Deque<String> lasting() {
    var lasting = new ArrayDeque<String>();
    for (ConfigRecord kept : records.reversed()) {
      switch (kept.event()) {
        case APPLIED, CONFIRMED, BOOTED -> {
          if (!kept.hash().equals(lasting.peek())) {
            lasting.push(kept.hash());
          }
        }
        case REVERTED -> {
          if (kept.hash().equals(lasting.peek())) {
            lasting.pop();
          }
        }
        case TRIED, STAGED -> {}
      }
    }
    return lasting;
  }

  /** The config that is in force for good by what the records say. */
  Optional<String> last() {
    return Optional.ofNullable(lasting().peek());
  }

  /** The text of the config before the last one, when it is still known. */
  Optional<String> beforeLast() {
    Deque<String> lasting = lasting();
    lasting.poll();
    return Optional.ofNullable(lasting.peek()).map(texts::get);
  }

  private static Map<String, String> named(
      Map<String, String> texts, List<ConfigRecord> records, Optional<ConfigTrial> trial) {
    Set<String> hashes = new HashSet<>();
    records.forEach(kept -> hashes.add(kept.hash()));
    trial.ifPresent(
        running -> {
          hashes.add(running.hash());
          hashes.add(running.previousHash());
        });
    var kept = new HashMap<>(texts);
    kept.keySet().retainAll(hashes);
    return Map.copyOf(kept);
  }

  @Override
  public String toString() {
    return "ConfigJournal[" + trial + ", " + records + "]"; // texts hold secrets
  }
}
