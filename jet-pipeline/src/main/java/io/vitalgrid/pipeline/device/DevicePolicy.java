package io.vitalgrid.pipeline.device;

import java.io.Serializable;

/**
 * From when on a device counts as faulty; plain numbers, so that it travels with the job. {@code
 * docs/devices.md} explains each statistic.
 *
 * @param refreshMs how old {@code last_seen_at} may be while a device sends
 * @param dropOutGaps expected gaps without a record
 * @param dropOutMs and at least so long
 * @param missingReadings readings in a row that lack a sensor which was always there
 * @param clockToleranceMs how wrong a clock may be
 * @param maxClockSkewMs how far ahead events are refused for it
 * @param stuckReadings readings in a row without any change
 * @param outlierFactor how much further from its neighbours than usual an outlier is
 * @param lostShare numbers that never came, of those expected, 0 to 1
 * @param badRecords refused records among the last 16
 * @param disagreement from other devices, in units of each vital's tolerance
 * @param ttlMs how long a silent device is remembered
 * @param slideMs how far the watermark may go beyond the newest event, at the end of the stream
 */
public record DevicePolicy(
    long refreshMs,
    int dropOutGaps,
    long dropOutMs,
    int missingReadings,
    long clockToleranceMs,
    long maxClockSkewMs,
    int stuckReadings,
    double outlierFactor,
    double lostShare,
    int badRecords,
    double disagreement,
    long ttlMs,
    long slideMs)
    implements Serializable {}
