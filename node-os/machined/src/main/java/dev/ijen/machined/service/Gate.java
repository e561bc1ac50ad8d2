package dev.ijen.machined.service;

import java.util.function.BooleanSupplier;

/** Something that must hold before a service starts. */
public interface Gate {

  /** What is waited for, in words for {@code Waiting for …}. */
  String description();

  /** Whether it holds now; cheap, called several times a second. */
  boolean open();

  /** A gate that a condition opens. */
  static Gate of(String description, BooleanSupplier condition) {
    return new Gate() {
      @Override
      public String description() {
        return description;
      }

      @Override
      public boolean open() {
        return condition.getAsBoolean();
      }
    };
  }
}
