"""Batches of speech for training: stretches of recordings, each disguised anew."""

import json
import zlib

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from disguise import BANDS, FLOOR, disguise, mask, normalise, resample
from phones import VISEME_COUNT, VISEME_OF_PHONE_ID

CROP_FRAMES = 400  # 4 s: long enough for a network's memory, short enough for a varied batch
WARM_UP_FRAMES = 60  # at the head of a crop from the middle of a file the memory is missing: not learnt from
# Of the time in training; within a kind, groups count by the square root of their hours.
# Accents that labels fit less well count for less.
GROUP_WEIGHTS = {'people speechocean': 0.4}
SHARES = {'people': 0.57, 'synthetic': 0.28, 'languages': 0.10, 'noise': 0.05}
VISEMES = np.array([*VISEME_OF_PHONE_ID, -1], np.int64)  # by phone; the last entry is what -1 finds


def kind_of(group):
    if group.startswith('synthetic '):
        return 'languages' if group.split()[1] in ('es', 'fr', 'it', 'ru', 'de') else 'synthetic'
    return 'noise' if group == 'noise' else 'people'


class Recordings:
    """What `prepare_features.py` wrote under one name."""

    def __init__(self, folder, name):
        self.rows = np.load(folder / f'{name}-rows.npy', mmap_mode='r')
        self.phones = np.load(folder / f'{name}-phones.npy', mmap_mode='r')
        self.files = np.load(folder / f'{name}-files.npy')
        listed = json.loads((folder / f'{name}-files.json').read_text())
        self.groups, self.ids = listed['groups'], listed['ids']
        soft = folder / f'{name}-soft.npy'
        self.soft = np.load(soft, mmap_mode='r') if soft.exists() else None

    def whole(self, extra_frames=6):
        """Each file: features as the engine makes them, phones; `extra_frames` of silence behind, in both."""
        for first, count, group in self.files:
            rows = np.full((count + extra_frames + (count + extra_frames) % 2, BANDS), FLOOR, np.float32)
            rows[:count] = self.rows[first : first + count]
            phones = np.full(len(rows), -1, np.int64)
            phones[:count] = self.phones[first : first + count]
            yield torch.from_numpy(normalise(rows, 0))[None], torch.from_numpy(phones)[None], group


class Batches(IterableDataset):
    """Endless batches: features, phones (-1: unknown), what a teacher says of the visemes (0 everywhere: nothing)."""

    def __init__(self, folder, batch, seed, people_share=None, people_part=1.0):
        """people_share: of the time in training; people_part: of the recordings of people, the rest is left out."""
        self.folder, self.batch, self.seed, self.people_share, self.people_part = folder, batch, seed, people_share, people_part

    def __iter__(self):
        torch.set_num_threads(1)
        self.rng = np.random.default_rng(self.seed)
        self.speech, self.noise = Recordings(self.folder, 'train'), Recordings(self.folder, 'noise')
        shares = dict(SHARES)
        if self.people_share:
            others = sum(v for k, v in shares.items() if k != 'people')
            shares = {k: self.people_share if k == 'people' else v * (1 - self.people_share) / others for k, v in shares.items()}
        groups = self.speech.groups
        self.members = [np.flatnonzero(self.speech.files[:, 2] == g) for g in range(len(groups))]
        if self.people_part < 1:
            kept = np.array([zlib.crc32(name.encode()) / 2**32 < self.people_part for name in self.speech.ids])
            self.members = [m[kept[m]] if kind_of(g) == 'people' else m for g, m in zip(groups, self.members)]
        hours = np.array([self.speech.files[m, 1].sum() for m in self.members]) / 360000
        weight = np.zeros(len(groups))
        for kind in shares:
            own = np.array([kind_of(g) == kind and len(m) > 0 for g, m in zip(groups, self.members)])
            if own.any():
                own_weight = np.sqrt(hours[own]) * [GROUP_WEIGHTS.get(g, 1) for g, is_own in zip(groups, own) if is_own]
                weight[own] = shares[kind] * own_weight / own_weight.sum()
        self.group_chance, self.noise_chance = weight / weight.sum(), shares['noise']
        self.file_chance = [self.speech.files[m, 1] / max(1, self.speech.files[m, 1].sum()) for m in self.members]
        while True:
            yield tuple(torch.from_numpy(np.stack(part)) for part in zip(*(self.crop() for _ in range(self.batch))))

    def noise_rows(self, count):
        """Rows of noise or music, or of three other people at once."""
        rng = self.rng
        if rng.random() < 0.8:
            return self.stretch(self.noise, rng.integers(len(self.noise.files)), count)[0]
        voices = [self.stretch(self.speech, rng.integers(len(self.speech.files)), count)[0].astype(np.float32) for _ in range(3)]
        return np.maximum(np.maximum(voices[0], voices[1]), voices[2])

    def stretch(self, recordings, file, count):
        """A random stretch of a file, as often repeated as needed."""
        first, frames, _ = recordings.files[file]
        at = (int(self.rng.integers(frames)) + np.arange(count)) % frames
        return recordings.rows[first + at], first + at

    def crop_without_speech(self):
        """Noise or music alone; at times long after somebody spoke, when the normaliser has begun to forget the voice."""
        rng = self.rng
        history = int(rng.integers(0, 2500)) if rng.random() < 0.5 else 0
        rows = self.stretch(self.noise, rng.integers(len(self.noise.files)), history + CROP_FRAMES)[0].astype(np.float32)
        rows += rng.uniform(-8, 2)
        if history > 0:
            spoken = self.stretch(self.speech, rng.integers(len(self.speech.files)), min(history, 300))[0].astype(np.float32)
            rows[: len(spoken)] = np.maximum(rows[: len(spoken)], spoken)
        return (normalise(np.maximum(rows, FLOOR), history), np.zeros(CROP_FRAMES, np.int64),
                np.zeros((CROP_FRAMES, VISEME_COUNT), np.float32))

    def crop(self):
        rng, speech = self.rng, self.speech
        if rng.random() < self.noise_chance:
            return self.crop_without_speech()
        step = rng.uniform(0.78, 1.28) if rng.random() < 0.6 else 1.0
        wanted = int(CROP_FRAMES * step) + 2
        group = rng.choice(len(self.members), p=self.group_chance)
        taken, history, unknown = [], 0, 0  # row numbers; -1: digital silence
        if rng.random() < 0.25:
            taken.append(np.full(int(rng.integers(5, 80)), -1))
        while sum(map(len, taken)) < wanted + history:
            file = rng.choice(self.members[group], p=self.file_chance[group])
            first, frames, _ = speech.files[file]
            start = 0
            if not taken and frames > CROP_FRAMES // 2 and rng.random() < 0.75:
                start = int(rng.integers(0, frames - CROP_FRAMES // 2))
                history = min(start, int(rng.integers(0, 400)))
                unknown = WARM_UP_FRAMES
            taken.append(np.arange(first + start - history if not taken else first, first + frames))
            if rng.random() < 0.5:
                taken.append(np.full(int(rng.integers(3, 50)), -1))
        at = np.concatenate(taken)[: wanted + history]
        silent = at < 0
        rows = speech.rows[np.maximum(at, 0)].astype(np.float32)
        rows[silent] = FLOOR
        rows = resample(rows, step, int((len(rows) - 1) / step))
        history = int(history / step)
        features = normalise(disguise(rng, rows, self.noise_rows), history)[:CROP_FRAMES]
        mask(rng, features)
        source = np.round((history + np.arange(CROP_FRAMES)) * step).astype(int).clip(0, len(at) - 1)
        at, silent = at[source], silent[source]
        phones = np.where(silent, 0, speech.phones[np.maximum(at, 0)]).astype(np.int64)
        soft = np.zeros((CROP_FRAMES, VISEME_COUNT), np.float32)
        if speech.soft is not None:
            soft[:] = speech.soft[np.maximum(at, 0)]
            soft[silent] = 0
        phones[:unknown] = -1
        soft[:unknown] = 0
        return features, phones, soft


def batches(folder, batch, seed, people_share=None, people_part=1.0):
    """Made by a process of its own, while the last batch is being learnt."""
    return iter(DataLoader(Batches(folder, batch, seed, people_share, people_part), batch_size=None, num_workers=1, prefetch_factor=4))
