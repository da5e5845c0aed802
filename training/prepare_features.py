"""Labelled speech to the arrays that `train.py` reads.

    python prepare_features.py --out data --synthetic data/synthetic [more ...] [--speech DIR ...] [--speech-copies 6]

Log-mel rows come from the engine's own code (`dump-log-mel.mjs`; run `npm run build` first): Python computes none. For each of
`train`, `dev` (people), `held-out` (synthetic voices) and `noise` (nobody speaks) it writes

    NAME-rows.npy     float16, rows x 40: log-mel, not yet normalised; 100 a second
    NAME-phones.npy   int8, one phone of `phones.PHONES` a row, -1 = not to be learnt
    NAME-files.npy    int64, files x 3: first row, rows, number of the group
    NAME-files.json   {"groups": [...], "ids": [...]}: what the numbers stand for

`--speech` is a directory of FLAC or WAV recordings with labels beside them and an `index.json`: {"utterances": [{id,
file, split, licence, text_is_asr?}]}. Only licences that do not bind a model's weights are trained on. A recording is
used as it is and at other speeds, which moves pitch and vocal tract together: a new speaker at no cost, with exact times.
"""

import argparse
import json
import random
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import soundfile

from augment import damage, set_level, silence_and_noise
from phones import PHONE_ID

FRAMES_PER_SECOND = 100
BANDS = 40
DUMP = Path(__file__).parent / 'dump-log-mel.mjs'
FREE_LICENCES = ('CC BY 4.0', 'public domain', 'CC0', 'BSD', 'own')
# Labels under this confidence are not learnt: an aligner was unsure, or the text was a recogniser's guess.
MIN_CONFIDENCE, MIN_CONFIDENCE_GUESSED_TEXT = 0.05, 0.2
SPEED = (0.84, 1.2)
DAMAGED_SHARE = 0.3  # of the copies at another speed; the rest of the damage is done in `disguise.py`
NOISE_HOURS = 1.5
HOURS_OF_COPIES = 5  # of one source of recordings, about


def frame_phones(label, speed):
    """One phone per 10 ms, taken at the middle of the frame."""
    floor = MIN_CONFIDENCE_GUESSED_TEXT if label.get('text_is_asr') else MIN_CONFIDENCE
    frames = np.full(int(np.ceil(label['duration'] / speed * FRAMES_PER_SECOND - 1e-6)), -1, np.int8)
    for phone in label['phones']:
        start, end = (max(0, int(np.ceil(phone[k] / speed * FRAMES_PER_SECOND - 0.5))) for k in ('start', 'end'))
        sure = phone.get('c', 1) >= floor
        frames[start:end] = PHONE_ID.get(phone['p'], -1) if sure else -1
    return frames


class Corpus:
    """Collects sounds as WAV files and labels as arrays, then turns all of them into rows at once."""

    def __init__(self, folder):
        self.folder, self.paths, self.labels, self.groups, self.ids = Path(folder), [], [], [], []

    def add(self, x, rate, labels, group, name):
        path = self.folder / f'{len(self.paths):06d}.wav'
        soundfile.write(path, np.clip(x, -1, 1 - 2**-15), rate, 'PCM_16')
        self.paths.append(path)
        self.labels.append(labels)
        self.groups.append(group)
        self.ids.append(name)

    def save(self, out, name):
        if not self.paths:
            return
        listing = self.folder / 'list.txt'
        listing.write_text('\n'.join(map(str, self.paths)))
        dump = self.folder / 'dump'
        subprocess.run(['node', DUMP, listing, dump], check=True)
        files = np.loadtxt(f'{dump}.tsv', dtype=np.int64, ndmin=2)
        rows = np.fromfile(f'{dump}.f16', np.float16).reshape(-1, BANDS)
        phones = np.full(len(rows), -1, np.int8)
        for (first, count), own in zip(files, self.labels):
            count = min(len(own), count)
            phones[first : first + count] = own[:count]
        groups = sorted(set(self.groups))
        np.save(out / f'{name}-rows.npy', rows)
        np.save(out / f'{name}-phones.npy', phones)
        np.save(out / f'{name}-files.npy', np.column_stack([files, [groups.index(g) for g in self.groups]]))
        (out / f'{name}-files.json').write_text(json.dumps({'groups': groups, 'ids': self.ids}))
        hours = {g: f'{sum(files[i, 1] for i in range(len(files)) if self.groups[i] == g) / 360000:.2f}' for g in groups}
        print(f'{name}: {len(files)} files, {len(rows) / 360000:.2f} h, {100 * (phones >= 0).mean():.0f} % labelled; hours: {hours}', flush=True)


def load(folder, label):
    named = [Path(label['sound'])] if 'sound' in label else [folder / f'{label["id"]}{suffix}' for suffix in ('.wav', '.flac')]
    for path in named:
        if path.exists():
            x, rate = soundfile.read(path, dtype='float32', always_2d=True)
            return x[:, 0], rate
    raise FileNotFoundError(f'no sound for {label["id"]} in {folder}')


def synthetic_labels(folder):
    for path in sorted(folder.glob('*.json')):
        label = json.loads(path.read_text())
        language = label.get('language', 'en')
        yield folder, {**label, 'group': f'synthetic {label["source"].split("-")[0]}' if language == 'en' else f'synthetic {language}'}


def speech_labels(folder):
    for entry in json.loads((folder / 'index.json').read_text())['utterances']:
        if entry['licence'] in FREE_LICENCES:
            label = {**json.loads((folder / f'{entry["id"]}.json').read_text()), **entry}
            yield folder, {**label, 'group': 'people ' + label.get('source', folder.name)}


def add_copies(corpus, rng, folder, label, copies, other):
    """The first copy is as recorded; the others are faster or slower, and some damaged."""
    x, rate = load(folder, label)
    for copy in range(copies):
        declared = round(rate * rng.uniform(*SPEED)) if copy > 0 else rate
        declared = min(48000, max(8000, declared))
        y = damage(rng, x, rate, other) if copy > 0 and rng.random() < DAMAGED_SHARE else x
        corpus.add(set_level(y, -23), declared, frame_phones(label, declared / rate), label['group'], label['id'])
    return x


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--synthetic', type=Path, nargs='*', default=[])
    parser.add_argument('--speech', type=Path, nargs='*', default=[])
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--synthetic-copies', type=int, default=2)
    parser.add_argument('--speech-copies', type=int, default=6, help='at most; of much speech of one source fewer, at least two')
    parser.add_argument('--reference-text-only', action='store_true', help='leave out recordings whose text was a recogniser\'s guess')
    parser.add_argument('--only-noise', action='store_true', help='make the part in which nobody speaks anew, and leave the rest')
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(args.seed)

    items = [item for folder in args.synthetic for item in synthetic_labels(folder)]
    items += [item for folder in args.speech for item in speech_labels(folder)
              if not (args.reference_text_only and item[1].get('text_is_asr'))]
    hours = Counter()
    for _, label in items:
        hours[label['group']] += label['duration'] / 3600
    random.Random(args.seed).shuffle(items)
    other = rng.standard_normal(16000).astype(np.float32)
    for name in () if args.only_noise else ('dev', 'held-out', 'train'):
        with tempfile.TemporaryDirectory(dir=args.out) as folder:
            corpus = Corpus(folder)
            for source, label in items:
                if label['split'] == name:
                    if name == 'train':
                        copies = args.synthetic_copies
                        if label['human']:
                            copies = min(args.speech_copies, max(2, round(HOURS_OF_COPIES / hours[label['group']])))
                        other = add_copies(corpus, rng, source, label, copies, other)
                    else:
                        corpus.add(*load(source, label), frame_phones(label, 1), label['group'], label['id'])
            corpus.save(args.out, name)
    with tempfile.TemporaryDirectory(dir=args.out) as folder:
        corpus = Corpus(folder)
        for _ in range(round(NOISE_HOURS * 360)):
            rate = int(rng.choice([8000, 16000, 24000, 48000]))
            corpus.add(silence_and_noise(rng, 10 * rate, rate), rate, np.zeros(1000, np.int8), 'noise', '')
        corpus.save(args.out, 'noise')


if __name__ == '__main__':
    main()
