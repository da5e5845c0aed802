"""When each phone of known text was spoken, in any language that espeak-ng speaks, from the recordings alone.

A synthesizer says the text; dynamic time warping carries its phone times over to the person. That is rough. It is the
start of a hidden Markov model of this one speaker (three states a phone, mixtures of Gaussians), which is fitted to the
speaker's recordings and aligned again, a few times over. No other speech and no dictionary is needed.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from scipy.fft import dct
from scipy.signal import resample_poly

RATE_HZ, HOP_S, WINDOW_S = 16000, 0.005, 0.02
BANDS, CEPSTRA = 26, 13
STATES = 3
# Silence may stand between any two phones, if it is longer than this; before a stop, whose closure is silent, longer.
SILENCE_S, SILENCE_BEFORE_STOP_S = 0.05, 0.12
SILENCE_PENALTY = 15.0
PAUSE_S = 0.15  # quiet for so long is a pause before anything is known of the speaker
STOPS = {'p', 't', 'k', 'b', 'd', 'g', 'ch', 'jh'}
# Components of each mixture, round by round.
ROUNDS = (1, 1, 2, 4, 4)
FRAMES_PER_COMPONENT = 60


@dataclass
class Recording:
    """A person's recording and, of the same text, a synthesizer's, with its phones [(phone, start s, end s)]."""

    features: tuple  # of `features_of`
    spoken: tuple
    phones: list


def features_of(samples, rate_hz):
    """Mel cepstra and their first two differences, a row every 5 ms, less their mean over speech; and which rows are pauses."""
    if rate_hz != RATE_HZ:
        divisor = np.gcd(rate_hz, RATE_HZ)
        samples = resample_poly(samples, RATE_HZ // divisor, rate_hz // divisor)
    hop, window = round(HOP_S * RATE_HZ), round(WINDOW_S * RATE_HZ)
    padded = np.pad(np.append(samples[0], np.diff(samples, prepend=0) + 0.03 * samples)[1:], (window // 2, window))
    count = int(np.ceil(len(samples) / hop))
    frames = np.stack([padded[i * hop + hop // 2 : i * hop + hop // 2 + window] for i in range(count)]) * np.hanning(window)
    power = np.abs(np.fft.rfft(frames, 512)) ** 2
    mel = np.log(power @ mel_filters().T + 1e-7)
    cepstra = dct(mel, norm='ortho')[:, :CEPSTRA]
    pauses = pauses_of(cepstra[:, 0])
    cepstra -= cepstra[~pauses].mean(0)
    first = slope(cepstra)
    return np.hstack([cepstra, 2 * first, 3 * slope(first)]), pauses


def pauses_of(loudness):
    """Rows of long quiet: the first third of the way from the quietest to the loudest."""
    low, high = np.percentile(loudness, [2, 95])
    quiet = loudness < low + (high - low) / 3 if high - low > 3 else np.zeros(len(loudness), bool)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet, [0]])))
    pauses = np.zeros(len(loudness), bool)
    for start, end in zip(edges[::2], edges[1::2]):
        if (end - start) * HOP_S >= PAUSE_S or start == 0 or end == len(loudness):
            pauses[start:end] = True
    return pauses


def mel_filters():
    edges = 700 * (10 ** (np.linspace(np.log10(1 + 60 / 700), np.log10(1 + 7600 / 700), BANDS + 2)) - 1)
    bins = np.fft.rfftfreq(512, 1 / RATE_HZ)
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    return np.clip(np.minimum((bins - low) / (middle - low), (high - bins) / (high - middle)), 0, None)


def slope(rows, reach=4):
    padded = np.pad(rows, ((reach, reach), (0, 0)), mode='edge')
    weights = np.arange(-reach, reach + 1)
    return sum(w * padded[reach + w : reach + w + len(rows)] for w in weights) / np.sum(weights**2)


def warp(features, spoken):
    """For each row of the person, the synthesizer's row that fits: monotonic, at most three times its pace."""
    scale = spoken.std(0) + 1e-6
    person, voice = features / (features.std(0) + 1e-6), spoken / scale
    cost = (np.maximum((person**2).sum(1)[:, None] + (voice**2).sum(1)[None] - 2 * person @ voice.T, 0)) ** 0.5
    return cheapest_path(cost, cost.mean() * np.array([0.15, 0, 0.15, 0.35]))


@njit(cache=True)
def cheapest_path(cost, penalty):
    rows, columns = cost.shape
    total, back = np.full(columns, np.inf), np.zeros((rows, columns), np.int8)
    total[0] = cost[0, 0]
    for t in range(1, rows):
        for j in range(columns - 1, -1, -1):  # from the end, so that what is read is still the row before
            best = np.inf
            for step in range(min(4, j + 1)):
                if total[j - step] + penalty[step] < best:
                    best, back[t, j] = total[j - step] + penalty[step], step
            total[j] = best + cost[t, j]
    path = np.zeros(rows, np.int64)
    at = columns - 1
    for t in range(rows - 1, -1, -1):
        path[t] = at
        at -= back[t, at]
    return path


def states_of(phones):
    """-> names of states ((phone, part)), index of the phone of each (-1: silence), where each may be entered from past a silence."""
    names, owner, skip = [], [], []
    previous = -1
    for i, phone in enumerate([*phones, None]):
        longest = SILENCE_BEFORE_STOP_S if phone in STOPS and 0 < i else SILENCE_S
        # At both ends silence is the rule, and may be short; it too can be skipped.
        count = round(longest / HOP_S) if 0 < i < len(phones) else 2
        names += [('sil', 0)] * count
        owner += [-1] * count
        skip += [-1] * count
        if phone is not None:
            skip += [previous, *[-1] * (STATES - 1)]
            names += [(phone, part) for part in range(STATES)]
            owner += [i] * STATES
            previous = len(names) - 1
    return names, np.array(owner), np.array(skip), previous


@njit(cache=True)
def viterbi(score, owner, skip, last):
    """The best path through states; score: rows x states. -> state of each row"""
    rows, count = score.shape
    total, back = np.full(count, -np.inf), np.zeros((rows, count), np.int32)
    for j in range(count):
        if j == 0 or (owner[j] == 0 and owner[j - 1] == -1):
            total[j] = score[0, j]
    for t in range(1, rows):
        for j in range(count - 1, -1, -1):  # from the end, so that what is read is still the row before
            best, back[t, j] = total[j], j
            if j > 0:
                silence = owner[j] == -1 and owner[j - 1] != -1 and j < last
                step = total[j - 1] - (SILENCE_PENALTY if silence else 0)
                if step > best:
                    best, back[t, j] = step, j - 1
            if skip[j] >= 0 and total[skip[j]] > best:
                best, back[t, j] = total[skip[j]], skip[j]
            total[j] = best + score[t, j]
    at = count - 1 if total[count - 1] >= total[last] else last
    path = np.zeros(rows, np.int64)
    for t in range(rows - 1, -1, -1):
        path[t] = at
        at = back[t, at]
    return path


class Mixture:
    """A few diagonal Gaussians fitted to rows."""

    def __init__(self, rows, components, floor, rng):
        components = max(1, min(components, len(rows) // FRAMES_PER_COMPONENT))
        self.means = rows[rng.choice(len(rows), components, replace=False)] if components > 1 else rows.mean(0)[None]
        self.variances = np.tile(np.maximum(rows.var(0), floor), (components, 1))
        self.weights = np.full(components, 1 / components)
        for _ in range(6 if components > 1 else 0):
            each = self._each(rows)
            share = np.exp(each - np.logaddexp.reduce(each, 1)[:, None])
            mass = share.sum(0) + 1e-3
            self.means = share.T @ rows / mass[:, None]
            self.variances = np.maximum(share.T @ rows**2 / mass[:, None] - self.means**2, floor)
            self.weights = mass / mass.sum()

    def _each(self, rows):
        inverse = 1 / self.variances
        squares = rows**2 @ inverse.T - 2 * rows @ (self.means * inverse).T + (self.means**2 * inverse).sum(1)
        return np.log(self.weights) - 0.5 * (squares + np.log(2 * np.pi * self.variances).sum(1))

    def score(self, rows):
        return np.logaddexp.reduce(self._each(rows), 1)


def align(recordings, seed=1, rounds=ROUNDS):
    """-> for each recording [(phone, start s, end s, confidence)], phones and silence without gaps."""
    rng = np.random.default_rng(seed)
    floor = 0.05 * np.vstack([r.features[0] for r in recordings]).var(0)
    plans = [states_of([p for p, *_ in r.phones if p != 'pau']) for r in recordings]
    paths = [first_path(r, plan) for r, plan in zip(recordings, plans)]
    models = {}
    for components in rounds:
        models = fit(recordings, plans, paths, components, floor, rng)
        paths = []
        for r, (names, owner, skip, last) in zip(recordings, plans):
            score = {name: models[name].score(r.features[0]) for name in set(names)}
            paths.append(viterbi(np.stack([score[name] for name in names], 1), owner, skip, last))
    everything = list(models)
    labels = []
    for r, plan, path in zip(recordings, plans, paths):
        # How sure the model is of a row: the chosen phone against all phones.
        scores = np.stack([models[name].score(r.features[0]) for name in everything], 1)
        heard = {p: np.logaddexp.reduce(scores[:, [i for i, n in enumerate(everything) if n[0] == p]], 1) for p, _ in everything}
        of_all = np.logaddexp.reduce(np.stack(list(heard.values())), 0)
        labels.append(segments(plan, path, {p: h - of_all for p, h in heard.items()}))
    return labels


def first_path(recording, plan):
    """The synthesizer's times, warped: phones cut in equal parts, pauses as silence."""
    names, owner, _, last = plan
    (features, pauses), (spoken, spoken_pauses) = recording.features, recording.spoken
    phone_of, index = np.full(len(spoken), -1), 0
    for phone, start, end in recording.phones:
        if phone != 'pau':
            phone_of[round(start / HOP_S) : max(round(start / HOP_S) + 1, round(end / HOP_S))] = index
            index += 1
    mine = np.full(len(features), -1)
    mine[~pauses] = phone_of[~spoken_pauses][warp(features[~pauses], spoken[~spoken_pauses])]
    path = np.zeros(len(mine), int)
    for i in range(index):
        rows = np.flatnonzero(mine == i)
        states = np.flatnonzero(owner == i)
        path[rows] = states[np.minimum(np.arange(len(rows)) * STATES // max(1, len(rows)), STATES - 1)]
    return path


def fit(recordings, plans, paths, components, floor, rng):
    rows = {}
    for r, (names, *_), path in zip(recordings, plans, paths):
        for state in np.unique(path):
            rows.setdefault(names[state], []).append(r.features[0][path == state])
    rows = {name: np.vstack(parts) for name, parts in rows.items()}
    models = {}
    for name in {name for names, *_ in plans for name in names}:
        # A state that was never visited borrows its phone's, or all speech.
        own = rows.get(name)
        if own is None or len(own) < 5:
            own = np.vstack([part for other, part in rows.items() if other[0] == name[0]] or list(rows.values()))
        models[name] = Mixture(own, 2 * components if name[0] == 'sil' else components, floor, rng)
    return models


def segments(plan, path, sureness):
    names, owner, *_ = plan
    result, start = [], 0
    for t in range(1, len(path) + 1):
        if t == len(path) or owner[path[t]] != owner[path[start]]:
            phone = names[path[start]][0]
            sure = float(np.exp(sureness[phone][start:t].mean()))
            result.append((phone, start * HOP_S, t * HOP_S, sure))
            start = t
    return result
