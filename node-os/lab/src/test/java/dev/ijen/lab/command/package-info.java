/** Tests of what the commands build. */
@NullMarked
package dev.ijen.lab.command;

import org.jspecify.annotations.NullMarked;
