/** Test reports of all modules, summed. */
@NullMarked
package dev.ijen.lab.report;

import org.jspecify.annotations.NullMarked;
