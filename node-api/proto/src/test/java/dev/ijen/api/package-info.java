/** Tests of the wire contract. */
package dev.ijen.api;
