package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import java.io.IOException;

/** Reads from STATE what fleet operators have asked for before. */
public final class OpenOperations implements TaskBody {
  private final OperationLog operations;

  /** Opens this log. */
  public OpenOperations(OperationLog operations) {
    this.operations = operations;
  }

  @Override
  public Outcome run() throws IOException {
    operations.open();
    return Outcome.proceed();
  }
}
