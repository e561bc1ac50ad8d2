package dev.ijen.machined.sequencer;

/** Is told of sequences, on the thread that runs them. */
public interface SequenceListener {

  /** A sequence begins. */
  void started(Sequence sequence);

  /** A sequence came to its end. */
  void ended(Sequence sequence);

  /** A sequence did not come to its end. */
  void failed(Sequence sequence, SequenceException.Reason reason);
}
