/** Resources of the image cache. */
@NullMarked
package dev.ijen.machined.imagecache.resource;

import org.jspecify.annotations.NullMarked;
