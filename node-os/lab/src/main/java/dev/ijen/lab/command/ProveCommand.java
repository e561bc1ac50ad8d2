package dev.ijen.lab.command;

import dev.ijen.prover.Prover;
import dev.ijen.prover.Report;
import dev.ijen.prover.boot.DamagedException;
import dev.ijen.prover.boot.KnownImage;
import dev.ijen.prover.disk.CrashState;
import dev.ijen.prover.disk.RawImage;
import dev.ijen.prover.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves from recorded writes that no power cut would have stranded a node. */
@Command(
    name = "prove",
    description = "Judges all disks that a power cut may make of recorded writes.")
public final class ProveCommand implements Callable<Integer> {
  @Option(names = "--disk", required = true, description = "Raw disk before the first write.")
  private Path disk = Path.of("");

  @Option(names = "--log", required = true, description = "The writes, as blklogwrites records.")
  private Path log = Path.of("");

  @Option(names = "--proved", required = true, description = "Boot images known to boot.")
  private List<Path> proved = List.of();

  @Option(names = "--trial", description = "Boot images that may fail at every start.")
  private List<Path> trial = List.of();

  @Option(names = "--states", description = "How many at least. Default: ${DEFAULT-VALUE}.")
  private int states = 20_000;

  @Option(names = "--seed", description = "Of the states that are drawn.")
  private long seed = 1;

  @Option(names = "--state", description = "Judge this state alone.")
  private @Nullable String state;

  @Option(names = "--write", description = "Write the disk of --state to this file.")
  private @Nullable Path image;

  @Override
  public Integer call() throws IOException, DamagedException {
    try (Prover prover = Prover.open(disk, log, images())) {
      if (state == null) {
        Report report = prover.run(new Plan(states, seed));
        System.out.print(report);
        return report.failed() == 0 ? 0 : 1;
      }
      CrashState one = CrashState.parse(state);
      System.out.println(prover.judge(one));
      if (image != null) {
        RawImage.write(prover.history(), one, image);
      }
      return 0;
    }
  }

  private List<KnownImage> images() throws IOException {
    var images = new ArrayList<KnownImage>();
    for (Path file : proved) {
      images.add(KnownImage.of(file, file.getFileName().toString(), 0));
    }
    for (Path file : trial) {
      images.add(KnownImage.of(file, file.getFileName().toString(), KnownImage.NEVER));
    }
    return images;
  }
}
