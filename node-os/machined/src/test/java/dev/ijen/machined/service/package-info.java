@NullMarked
package dev.ijen.machined.service;

import org.jspecify.annotations.NullMarked;
