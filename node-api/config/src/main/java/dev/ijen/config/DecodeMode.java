package dev.ijen.config;

/** What a stream of documents is read for. */
enum DecodeMode {
  /** A config: required fields must be there. */
  CONFIG,
  /** A strategic merge patch: parts of documents, and {@code $patch: delete}. */
  PATCH
}
