/** Controllers, declared by inputs and outputs, and the engine that runs them. */
@NullMarked
package dev.ijen.runtime.controller;

import org.jspecify.annotations.NullMarked;
