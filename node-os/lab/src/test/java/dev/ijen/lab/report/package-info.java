/** Tests of the package of the same name. */
@NullMarked
package dev.ijen.lab.report;

import org.jspecify.annotations.NullMarked;
