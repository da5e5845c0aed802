"""Damage that speech meets on its way: rooms, noise, telephones, loudness. Samples in, samples out; times do not move."""

import numpy as np
from scipy.signal import fftconvolve, lfilter


def coloured_noise(rng, count, exponent):
    """Noise whose power falls with frequency ** exponent: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(rng.standard_normal(count))
    spectrum[1:] /= np.arange(1, len(spectrum)) ** (exponent / 2)
    spectrum[0] = 0
    noise = np.fft.irfft(spectrum, count)
    return noise / (noise.std() + 1e-9)


def music(rng, count, rate):
    """A bed of decaying chords: harmonic, tonal, and nobody's voice."""
    t = np.arange(count) / rate
    sound = np.zeros(count)
    beat = rng.uniform(0.2, 0.7)
    root = rng.uniform(80, 300)
    for start in np.arange(0, count / rate, beat):
        since = np.maximum(0, t - start)
        envelope = np.where(t >= start, np.exp(-since / beat), 0)
        for semitones in rng.choice([0, 3, 4, 5, 7, 9, 12, 16], 3, replace=False):
            pitch = root * 2 ** (semitones / 12)
            for harmonic in range(1, 6):
                if pitch * harmonic < rate / 2:
                    sound += envelope * np.sin(2 * np.pi * pitch * harmonic * t) / harmonic
    return sound / (sound.std() + 1e-9)


def reverb(rng, x, rate):
    """A room: exponentially decaying noise behind the direct sound, which stays where it was."""
    decay = rng.uniform(0.1, 0.5)
    length = int(rate * decay)
    tail = rng.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    tail[: int(0.004 * rate)] = 0
    tail *= 10 ** (rng.uniform(-12, 0) / 20) / np.sqrt((tail**2).sum() + 1e-9)
    tail[0] = 1
    return fftconvolve(x, tail)[: len(x)]


def tilt(rng, x):
    """Brighter or duller: one pole or one zero."""
    a = rng.uniform(-0.5, 0.5)
    return lfilter([1, a], [1], x) if rng.random() < 0.5 else lfilter([1], [1, a], x)


def low_pass(rng, x, rate):
    """A narrow channel: windowed sinc between 2.8 and 7 kHz, centred, so that nothing moves."""
    cutoff = rng.uniform(2800, min(7000, 0.48 * rate)) / rate
    n = np.arange(-48, 49)
    taps = 2 * cutoff * np.sinc(2 * cutoff * n) * np.hamming(97)
    return fftconvolve(x, taps, mode='same')


def mu_law(x):
    """8 bits of a telephone."""
    companded = np.sign(x) * np.log1p(255 * np.abs(np.clip(x, -1, 1))) / np.log(256)
    companded = np.round(companded * 127) / 127
    return np.sign(companded) * np.expm1(np.abs(companded) * np.log(256)) / 255


def set_level(x, decibels):
    """Scales to a root mean square of that many dB of full scale."""
    return x * (10 ** (decibels / 20) / (np.sqrt(np.mean(x**2)) + 1e-9))


def damage(rng, x, rate, other):
    """A few of the above, each with its own chance. `other` is someone else's speech, for babble, at any length."""
    if rng.random() < 0.35:
        x = reverb(rng, x, rate)
    if rng.random() < 0.4:
        x = tilt(rng, x)
    if rng.random() < 0.6:
        kind = rng.random()
        if kind < 0.7:
            noise = coloured_noise(rng, len(x), rng.uniform(0, 2))
        elif kind < 0.85:
            noise = music(rng, len(x), rate)
        else:
            noise = sum(np.resize(np.roll(other, rng.integers(len(other))), len(x)) for _ in range(4))
            noise = noise / (noise.std() + 1e-9)
        x = x / (x.std() + 1e-9) + noise * 10 ** (-rng.uniform(8, 35) / 20)
    if rng.random() < 0.25:
        x = low_pass(rng, x, rate)
    if rng.random() < 0.1:
        x = mu_law(set_level(x, -20))
    if rng.random() < 0.1:
        x = np.clip(set_level(x, rng.uniform(-12, -4)), -0.9, 0.9)
    return x


def digital_silence(rng, rate):
    """Sample counts of nothing at all before and after a voice, as services send it between sentences; often none."""
    return tuple(int(rate * rng.uniform(0.1, 1.5)) if rng.random() < 0.35 else 0 for _ in range(2))


def silence_and_noise(rng, count, rate):
    """Sound in which nobody speaks."""
    kind = rng.integers(7)
    if kind == 0:
        x = coloured_noise(rng, count, rng.uniform(0, 2.5)) * 10 ** (-rng.uniform(20, 80) / 20)
    elif kind == 1:
        x = music(rng, count, rate) * 10 ** (-rng.uniform(15, 50) / 20)
    elif kind == 2:  # hum and its harmonics
        t = np.arange(count) / rate
        x = sum(np.sin(2 * np.pi * f * t) / (i + 1) for i, f in enumerate((50, 100, 150, 250))) * 10 ** (-rng.uniform(25, 60) / 20)
    elif kind == 3:  # clicks and knocks
        x = np.zeros(count)
        for at in rng.integers(0, count - 2000, 12):
            x[at : at + 2000] += rng.standard_normal(2000) * np.exp(-np.arange(2000) / rng.uniform(20, 400)) * rng.uniform(0.02, 0.6)
    elif kind == 4:  # noise that comes and goes
        x = coloured_noise(rng, count, 1) * (0.5 + 0.5 * np.sin(2 * np.pi * rng.uniform(0.1, 3) * np.arange(count) / rate)) * 10 ** (-rng.uniform(20, 60) / 20)
    elif kind == 5:  # a line that opens and closes: digital silence, then its noise, with no speech
        x = coloured_noise(rng, count, rng.uniform(0, 2)) * 10 ** (-rng.uniform(40, 85) / 20)
        for start in rng.integers(0, count, 3):
            x[start : start + rng.integers(count // 20, count // 3)] = 0
    else:  # a steady offset
        x = np.full(count, rng.uniform(-0.5, 0.5)) + rng.standard_normal(count) * 1e-4
    return x
