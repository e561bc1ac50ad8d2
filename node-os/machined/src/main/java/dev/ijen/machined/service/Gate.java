package dev.ijen.machined.service;

/** Something that must hold before a service starts. */
public interface Gate {

  /** What is waited for, in words for {@code Waiting for …}. */
  String description();

  /** Whether it holds now; cheap, called several times a second. */
  boolean open();
}
