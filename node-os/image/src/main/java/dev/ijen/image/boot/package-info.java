/** What firmware, boot loader and kernel read: UKI, initramfs, dm-verity, disk. */
@NullMarked
package dev.ijen.image.boot;

import org.jspecify.annotations.NullMarked;
