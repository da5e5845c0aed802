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


def melody(rng, count, rate):
    """One instrument: notes of a scale, harmonics that fall off, sometimes vibrato, sometimes rests."""
    scale = np.array([0, 2, 3, 5, 7, 8, 10, 12]) if rng.random() < 0.5 else np.array([0, 2, 4, 5, 7, 9, 11, 12])
    root, beat, fall = rng.uniform(110, 600), rng.uniform(0.1, 0.5), rng.uniform(0.7, 2.5)
    plucked, vibrato, odd_only = rng.random() < 0.5, rng.uniform(0, 0.01) * (rng.random() < 0.5), rng.random() < 0.3
    sound, at = np.zeros(count), 0
    while at < count:
        length = int(rate * beat * rng.choice([1, 1, 2, 3]))
        t = np.arange(min(length, count - at)) / rate
        if rng.random() < 0.85:
            pitch = root * 2 ** (rng.choice(scale) / 12)
            phase = 2 * np.pi * pitch * (t + vibrato / (2 * np.pi * 5.5) * np.sin(2 * np.pi * 5.5 * t))
            note = sum(np.sin(h * phase) / h**fall for h in range(1, 13, 2 if odd_only else 1) if h * pitch < rate / 2)
            envelope = np.exp(-t / rng.uniform(0.1, 0.5)) if plucked else np.minimum(1, np.minimum(t / 0.03, (t[-1] - t + 1e-3) / 0.03))
            sound[at : at + len(t)] += note * envelope * rng.uniform(0.5, 1)
        at += length
    return sound / (sound.std() + 1e-9)


def drums(rng, count, rate):
    beat, sound = rng.uniform(0.15, 0.5), np.zeros(count + rate)
    for number, start in enumerate(np.arange(0, count / rate, beat)):
        at, t = int(start * rate), np.arange(rate // 3) / rate
        hit = np.zeros(len(t))
        if number % 4 in (0, 2) or rng.random() < 0.1:  # a drum whose pitch falls
            hit += np.sin(2 * np.pi * (50 * t + 2 * (1 - np.exp(-t * 30)))) * np.exp(-t * 12) * 1.5
        if number % 4 == 2 or rng.random() < 0.1:
            hit += rng.standard_normal(len(t)) * np.exp(-t * rng.uniform(12, 30))
        if rng.random() < 0.7:
            hit += np.diff(rng.standard_normal(len(t) + 1)) * np.exp(-t * rng.uniform(25, 80)) * 0.4
        sound[at : at + len(t)] += hit
    sound = sound[:count]
    return sound / (sound.std() + 1e-9)


def tones(rng, count, rate):
    """Keys of a telephone, its bell, a siren, beeps."""
    t = np.arange(count) / rate
    kind = rng.integers(4)
    if kind == 0:
        sound, every = np.zeros(count), rng.uniform(0.12, 0.4)
        for start in np.arange(0, t[-1], every):
            on = (t >= start) & (t < start + every * 0.6)
            sound[on] = np.sin(2 * np.pi * rng.choice([697, 770, 852, 941]) * t[on]) + np.sin(2 * np.pi * rng.choice([1209, 1336, 1477]) * t[on])
    elif kind == 1:
        sound = (np.sin(2 * np.pi * 440 * t) + np.sin(2 * np.pi * rng.choice([350, 480]) * t)) * (t % rng.uniform(2, 5) < rng.uniform(0.5, 2))
    elif kind == 2:
        low, high, speed = rng.uniform(300, 800), rng.uniform(900, 2000), rng.uniform(0.2, 5)
        sweep = 0.5 + 0.5 * np.sin(2 * np.pi * speed * t) if rng.random() < 0.6 else (t * speed) % 1
        phase = 2 * np.pi * np.cumsum(low + (high - low) * sweep) / rate
        sound = sum(np.sin(h * phase) / h for h in range(1, int(rng.integers(2, 5))))
    else:
        sound = np.sin(2 * np.pi * rng.uniform(400, 3000) * t) * ((t * rng.uniform(0.5, 6)) % 1 < rng.uniform(0.1, 0.6))
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
    kind = rng.integers(12)
    if kind >= 7:
        makers = {7: (melody,), 8: (drums,), 9: (tones,), 10: (melody, music, drums), 11: (music, drums)}[int(kind)]
        x = sum(maker(rng, count, rate) * rng.uniform(0.4, 1) for maker in makers)
        x = set_level(reverb(rng, x, rate) if rng.random() < 0.4 else x, rng.uniform(-45, -14))
    elif kind == 0:
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
