package dev.ijen.ctl;

/** How results are printed. */
enum OutputFormat {
  TABLE,
  YAML,
  JSON
}
