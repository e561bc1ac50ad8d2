package dev.ijen.machined.config;

import java.time.Instant;

/**
 * One line of the history of machine configs.
 *
 * @param number counts the records of this node, from 1
 * @param hash of the config that the event is about
 * @param by who caused it, in words
 * @param reason why, where the event does not say it; often empty
 */
public record ConfigRecord(
    long number, String hash, String by, Instant at, ConfigEvent event, String reason) {}
