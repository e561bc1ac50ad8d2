/** Tests of the image cache. */
@NullMarked
package dev.ijen.machined.imagecache;

import org.jspecify.annotations.NullMarked;
