"""Voices, rooms and lines that nobody has recorded, made in a moment from those there are; then the engine's normaliser.

Everything happens on log-mel rows (natural logarithm of power, 40 bands, 100 a second), before the engine's
normalisation, so that each batch hears each recording anew: faster or slower, from a longer or shorter vocal tract,
through another microphone, in another room, beside other noise, over a telephone.
"""

import math

import numpy as np
from numba import njit

BANDS = 40
FLOOR_POWER = 1e-11  # as in packages/engine/src/features/log-mel.ts
FLOOR = math.log(FLOOR_POWER)
LOW_HZ, HIGH_HZ = 60, 7600

# As in packages/engine/src/features/level-normaliser.ts; check_features.py compares.
NEPERS_PER_DB = math.log(10) / 10
LOWEST_LEVEL = -50 * NEPERS_PER_DB
ATTACK = 0.3
DECAY_ACTIVE, DECAY_PAUSE = 3 * NEPERS_PER_DB / 100, NEPERS_PER_DB / 100
ACTIVE_RANGE = 20 * NEPERS_PER_DB
BAND_RANGE = 16.0
TYPICAL_FRAMES, AVERAGED_FRAMES = 50, 400
SCALE = 1 / 2.5
TYPICAL_SPECTRUM = np.array([
    -6, -5.5, -5, -5.1, -5, -5, -5.6, -6.2, -7.2, -8.1, -8.8, -9.3, -9.7, -9.8, -9.8, -9.9, -10, -10.1, -10.3, -10.4,
    -10.5, -10.5, -10.4, -10.4, -10.5, -10.5, -10.3, -10.2, -10.4, -10.6, -10.7, -10.8, -11.1, -11.3, -11.2, -11.2,
    -11.6, -12.1, -12.4, -12.9], np.float32)


@njit(cache=True, fastmath=True)
def normalise(rows, skip):
    """Rows as the network sees them, from the start of a stream; the first `skip` only teach the normaliser."""
    count = rows.shape[0]
    out = np.empty((count - skip, BANDS), np.float32)
    mean = TYPICAL_SPECTRUM.copy()
    level, active_frames = LOWEST_LEVEL, 0
    for t in range(count):
        power = 0.0
        for b in range(BANDS):
            power += math.exp(rows[t, b])
        log_power = math.log(power)
        if log_power > level:
            level += ATTACK * (log_power - level)
        else:
            level = max(LOWEST_LEVEL, level - (DECAY_ACTIVE if log_power > level - ACTIVE_RANGE else DECAY_PAUSE))
        learn = 0.0
        if log_power > level - ACTIVE_RANGE:
            active_frames += 1
            learn = 1 / min(TYPICAL_FRAMES + active_frames, AVERAGED_FRAMES)
        for b in range(BANDS):
            relative = max(rows[t, b] - level, -BAND_RANGE)
            mean[b] += learn * (relative - mean[b])
            if t >= skip:
                out[t - skip, b] = (relative - mean[b]) * SCALE
    return out


@njit(cache=True, fastmath=True)
def resample(rows, step, count):
    """Rows at 0, step, 2 step, ...: another speed, the same voice."""
    out = np.empty((count, BANDS), np.float32)
    last = rows.shape[0] - 1
    for t in range(count):
        at = min(t * step, last)
        low = min(int(at), last - 1) if last > 0 else 0
        share = at - low
        for b in range(BANDS):
            out[t, b] = rows[low, b] + share * (rows[min(low + 1, last), b] - rows[low, b])
    return out


@njit(cache=True, fastmath=True)
def warp(rows, factor, curve):
    """Reads the bands off a stretched axis (vocal tract length), and adds a curve (microphone, gain)."""
    out = np.empty(rows.shape, np.float32)
    for b in range(BANDS):
        at = min(b * factor, BANDS - 1.0)
        low = min(int(at), BANDS - 2)
        share = at - low
        for t in range(rows.shape[0]):
            out[t, b] = max(rows[t, low] + share * (rows[t, low + 1] - rows[t, low]) + curve[b], FLOOR)
    return out


@njit(cache=True, fastmath=True)
def add_room(rows, keep, share):
    """A tail of late sound: power that fades by `keep` a row, `share` of what feeds it."""
    tail = np.zeros(BANDS, np.float32)
    for t in range(rows.shape[0]):
        for b in range(BANDS):
            power = math.exp(rows[t, b])
            if tail[b] > 0.02 * power:
                rows[t, b] = math.log(power + tail[b])
            tail[b] = keep * tail[b] + share * power


@njit(cache=True, fastmath=True)
def add_noise(rows, noise, gain):
    """Adds the power of other rows, louder by `gain` nepers."""
    for t in range(rows.shape[0]):
        for b in range(BANDS):
            other = noise[t, b] + gain
            if other > rows[t, b] - 4:
                high, low = max(rows[t, b], other), min(rows[t, b], other)
                rows[t, b] = high + math.log1p(math.exp(low - high))


def band_of(hz):
    mel = lambda f: 2595 * math.log10(1 + f / 700)
    return (mel(hz) - mel(LOW_HZ)) / (mel(HIGH_HZ) - mel(LOW_HZ)) * 41 - 1


def loudness(rows):
    """Nepers of mean power of the rows that are not silent."""
    power = np.exp(rows.astype(np.float32)).sum(1)
    loud = power[power > power.max() * 1e-3]
    return math.log(loud.mean() + FLOOR_POWER)


def disguise(rng, rows, noise_of):
    """Changes log-mel rows in all ways but time. `noise_of(rows)` gives that many rows of some noise."""
    curve = np.interp(np.linspace(0, 5, BANDS), np.arange(6), rng.normal(0, 0.7, 6)) + rng.uniform(-5, 2)
    if rng.random() < 0.15:  # a thin loudspeaker, or one with a cold
        curve += np.interp(np.arange(BANDS), [0, rng.uniform(3, 10), 40], [-rng.uniform(1, 6), 0, 0])
    factor = float(np.clip(rng.normal(1, 0.07), 0.82, 1.2)) if rng.random() < 0.8 else 1.0
    rows = warp(rows, factor, curve.astype(np.float32))
    if rng.random() < 0.35:
        fade_s = rng.uniform(0.15, 0.7)  # time to fall by 60 dB
        keep = 10 ** (-6 * 0.01 / fade_s)
        add_room(rows, np.float32(keep), np.float32((1 - keep) * 10 ** (-rng.uniform(0, 12) / 10)))
    narrow = rng.random() < 0.2
    edge = band_of(rng.uniform(3000, 7000))
    slope = np.maximum(0, np.arange(BANDS) - edge) * -rng.uniform(1, 4)
    if narrow and rng.random() < 0.5:
        rows += slope.astype(np.float32)
    if rng.random() < 0.45:
        noise = noise_of(len(rows)).astype(np.float32)
        decibels = rng.uniform(5, 40)
        add_noise(rows, noise, np.float32(loudness(rows) - loudness(noise) - decibels * NEPERS_PER_DB))
    elif narrow:
        rows += slope.astype(np.float32)
    return np.maximum(rows, FLOOR)


def mask(rng, features):
    """Now and then a few bands, or a few rows, are lost. Changes normalised rows in place."""
    if rng.random() < 0.4:
        low = int(rng.integers(0, BANDS - 4))
        features[:, low : low + int(rng.integers(2, 8))] = 0
    for _ in range(int(rng.integers(0, 3))):
        start = int(rng.integers(0, max(1, len(features) - 6)))
        features[start : start + int(rng.integers(1, 6))] = 0
