package dev.ijen.prover.boot;

import dev.ijen.prover.boot.Verdict.Bricked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that the checker says of a disk.
 *
 * @param works what comes up if every whole image works
 * @param fails what comes up if the images that have not proved themselves all fail
 * @param meta what is wrong with META
 */
public record Judgement(Verdict works, Verdict fails, Optional<String> meta) {
  /** What must not be. */
  public List<String> problems() {
    var problems = new ArrayList<String>();
    if (works instanceof Bricked bricked) {
      problems.add("bricked: " + bricked.reason());
    } else if (fails instanceof Bricked bricked) {
      problems.add("a bad trial bricks: " + bricked.reason());
    }
    meta.ifPresent(problems::add);
    return List.copyOf(problems);
  }
}
