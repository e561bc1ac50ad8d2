package dev.ijen.prover;

import dev.ijen.prover.boot.Checker;
import dev.ijen.prover.boot.DamagedException;
import dev.ijen.prover.boot.Gpt;
import dev.ijen.prover.boot.Judgement;
import dev.ijen.prover.boot.KnownImage;
import dev.ijen.prover.boot.Partition;
import dev.ijen.prover.disk.BaseDisk;
import dev.ijen.prover.disk.CrashState;
import dev.ijen.prover.disk.CrashedDisk;
import dev.ijen.prover.disk.Epoch;
import dev.ijen.prover.disk.History;
import dev.ijen.prover.disk.Watched;
import dev.ijen.prover.log.WriteLog;
import dev.ijen.prover.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges the disks that power cuts make of a recorded log. Not safe for use by several threads. */
public final class Prover implements AutoCloseable {
  private static final int BACKUP_TABLE_SECTORS = 33;
  private static final int MOST_FAILURES = 20;

  private final BaseDisk base;
  private final WriteLog log;
  private final History history;
  private final Checker checker;

  private Prover(BaseDisk base, WriteLog log, List<KnownImage> images)
      throws IOException, DamagedException {
    this.base = base;
    this.log = log;
    this.history = new History(base, log, watched(base));
    this.checker = new Checker(history, images);
  }

  /**
   * Reads a log.
   *
   * @param image the raw disk before the first write of the log
   * @param writes the log
   * @param images all boot images that may be started
   * @throws DamagedException when the disk does not boot before the first write
   */
  public static Prover open(Path image, Path writes, List<KnownImage> images)
      throws IOException, DamagedException {
    BaseDisk base = BaseDisk.open(image);
    try {
      WriteLog log = WriteLog.open(writes);
      try {
        return new Prover(base, log, images);
      } catch (IOException | DamagedException e) {
        log.close();
        throw e;
      }
    } catch (IOException | DamagedException e) {
      base.close();
      throw e;
    }
  }

  /** All up to the end of META, and the backup of the table. */
  private static Watched watched(BaseDisk base) throws IOException, DamagedException {
    Partition meta = Gpt.read(base).partition("META");
    return new Watched(meta.first() + meta.count(), base.count() - BACKUP_TABLE_SECTORS);
  }

  /** The states that were possible. */
  public History history() {
    return history;
  }

  /** Judges one disk. */
  public Judgement judge(CrashState state) throws IOException {
    return checker.judge(new CrashedDisk(history, state));
  }

  /** Judges all states of a plan. */
  public Report run(Plan plan) throws IOException, DamagedException {
    long start = System.nanoTime();
    var failures = new ArrayList<String>();
    for (Epoch epoch : history.epochs()) {
      for (String problem : checker.writtenWhileNamed(epoch)) {
        failures.add("epoch %d: %s".formatted(epoch.number(), problem));
      }
    }
    Map<String, Integer> outcomes = new TreeMap<>();
    int states = 0;
    for (CrashState state : plan.of(history.epochs())) {
      Judgement judgement = judge(state);
      states++;
      outcomes.merge(Report.outcome(judgement), 1, Integer::sum);
      judgement.problems().forEach(problem -> failures.add(state + ": " + problem));
    }
    return new Report(
        log.entries().size(),
        history.epochs().stream().mapToInt(epoch -> epoch.writes().size()).sum(),
        history.epochs().size(),
        states,
        plan.seed(),
        outcomes,
        failures.size(),
        failures.subList(0, Math.min(failures.size(), MOST_FAILURES)),
        Duration.ofNanos(System.nanoTime() - start));
  }

  @Override
  public void close() throws IOException {
    log.close();
    base.close();
  }
}
