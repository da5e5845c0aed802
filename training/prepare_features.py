"""Labelled speech to the arrays that `train.py` reads; half of it damaged on the way.

    python prepare_features.py --synthetic data/synthetic --out data [--speech DIR] [--copies 2] [--speech-copies 8]

The features come from `packages/engine/bin/dump-features.mjs` (run `npm run build` first): Python computes none. Writes

    train-features.npy   float16, rows x 40        train-labels.npy   int8, one viseme a row, -1 = not to be learnt
    train-files.npy      int64, files x 2: first row, rows (the last EXTRA_FRAMES have no label: only a look ahead)
    held-out-*           the same for `held-out` (synthetic voices), undamaged, and `dev` (people) if --speech is given

`--speech` is a directory of FLAC or WAV recordings with labels beside them and an `index.json`: {"utterances": [{id,
file, split, licence, text_is_asr?}]}. Only licences that do not bind a model's weights are trained on.
"""

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from augment import damage, digital_silence, set_level, silence_and_noise
from phones import VISEME_OF_PHONE

EXTRA_FRAMES = 6
FRAMES_PER_SECOND = 100
BANDS = 40
DUMP_FEATURES = Path(__file__).parent.parent / 'packages/engine/bin/dump-features.mjs'
FREE_LICENCES = ('CC BY 4.0', 'public domain')
# Labels under this confidence are not learnt: an aligner was unsure, or the text was a recogniser's guess.
MIN_CONFIDENCE, MIN_CONFIDENCE_GUESSED_TEXT = 0.05, 0.2
# Playing faster or slower moves pitch and vocal tract together: a new speaker at no cost, and exact times.
SPEED = (0.86, 1.18)
NON_SPEECH_SHARE = 0.03


def frame_labels(label, speed):
    """One viseme per 10 ms, taken at the middle of the frame."""
    floor = MIN_CONFIDENCE_GUESSED_TEXT if label.get('text_is_asr') else MIN_CONFIDENCE
    frames = np.full(int(np.ceil(label['duration'] / speed * FRAMES_PER_SECOND - 1e-6)), -1, np.int8)
    for phone in label['phones']:
        start, end = (max(0, int(np.ceil(phone[k] / speed * FRAMES_PER_SECOND - 0.5))) for k in ('start', 'end'))
        sure = phone.get('c', 1) >= floor
        frames[start:end] = VISEME_OF_PHONE.get(phone['p'], -1) if sure else -1
    return frames


class Corpus:
    """Collects sounds as WAV files and labels as arrays, then turns all of them into features at once."""

    def __init__(self, folder):
        self.folder, self.paths, self.labels = Path(folder), [], []

    def add(self, x, rate, labels):
        path = self.folder / f'{len(self.paths):06d}.wav'
        soundfile.write(path, np.clip(x, -1, 1 - 2**-15), rate, 'PCM_16')
        self.paths.append(path)
        self.labels.append(labels)

    def save(self, out, name):
        listing = self.folder / 'list.txt'
        listing.write_text('\n'.join(map(str, self.paths)))
        dump = self.folder / 'dump'
        subprocess.run(['node', DUMP_FEATURES, listing, dump, '--extra-frames', str(EXTRA_FRAMES)], check=True)
        files = np.loadtxt(f'{dump}.tsv', dtype=np.int64, ndmin=2)
        rows = np.fromfile(f'{dump}.f32', np.float32).reshape(-1, BANDS)
        labels = np.full(len(rows), -1, np.int8)
        for (first, count), own in zip(files, self.labels):
            count = min(len(own), count - EXTRA_FRAMES)
            labels[first : first + count] = own[:count]
        np.save(out / f'{name}-features.npy', rows.astype(np.float16))
        np.save(out / f'{name}-labels.npy', labels)
        np.save(out / f'{name}-files.npy', files)
        print(f'{name}: {len(files)} files, {len(rows) / FRAMES_PER_SECOND / 3600:.2f} h, {100 * (labels >= 0).mean():.0f} % labelled')
        for path in (*self.paths, listing, Path(f'{dump}.tsv'), Path(f'{dump}.f32')):
            path.unlink()


def load(folder, label):
    for suffix in ('.wav', '.flac'):
        path = folder / f'{label["id"]}{suffix}'
        if path.exists():
            x, rate = soundfile.read(path, dtype='float32')
            return x, rate
    raise FileNotFoundError(f'no sound for {label["id"]} in {folder}')


def synthetic_labels(folder):
    for path in sorted(folder.glob('*.json')):
        yield folder, json.loads(path.read_text())


def speech_labels(folder):
    for entry in json.loads((folder / 'index.json').read_text())['utterances']:
        if entry['licence'] in FREE_LICENCES:
            yield folder, {**json.loads((folder / f'{entry["id"]}.json').read_text()), **entry}


def add_training_copies(corpus, rng, folder, label, copies, other):
    """The first copy is as recorded; of the others most are faster or slower, and two in three damaged."""
    x, rate = load(folder, label)
    for copy in range(copies):
        speed = rng.uniform(*SPEED) if copy > 0 and rng.random() < 0.85 else 1
        declared = max(8000, round(rate * speed))
        y = damage(rng, x, rate, other) if copy > 0 and rng.random() < 0.67 else x
        y = set_level(y, rng.uniform(-38, -14))
        before, after = digital_silence(rng, declared) if copy > 0 else (0, 0)
        around = {'duration': label['duration'] + (before + after) / rate, 'phones': pad(label, before / rate, after / rate)}
        y = np.concatenate([np.zeros(before), y, np.zeros(after)])
        corpus.add(y, declared, frame_labels({**label, **around}, declared / rate))
    return x


def pad(label, before, after):
    """The phones of a recording with silence put before and after it, in seconds."""
    moved = [{**phone, 'start': phone['start'] + before, 'end': phone['end'] + before} for phone in label['phones']]
    end = label['duration'] + before
    return [{'p': 'sil', 'start': 0, 'end': before}, *moved, {'p': 'sil', 'start': end, 'end': end + after}]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--synthetic', type=Path, required=True)
    parser.add_argument('--speech', type=Path)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--copies', type=int, default=2)
    parser.add_argument('--speech-copies', type=int, default=8)
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)

    items = list(synthetic_labels(args.synthetic)) + (list(speech_labels(args.speech)) if args.speech else [])
    for name, wanted in (('held-out', 'held-out'), ('dev', 'dev')):
        with tempfile.TemporaryDirectory(dir=args.out) as folder:
            corpus = Corpus(folder)
            for source, label in items:
                if label['split'] == wanted:
                    corpus.add(*load(source, label), frame_labels(label, 1))
            if corpus.paths:
                corpus.save(args.out, name)

    train = [item for item in items if item[1]['split'] == 'train']
    random.Random(args.seed).shuffle(train)
    with tempfile.TemporaryDirectory(dir=args.out) as folder:
        corpus = Corpus(folder)
        other = rng.standard_normal(16000).astype(np.float32)
        for i, (source, label) in enumerate(train):
            copies = args.speech_copies if label['human'] else args.copies
            other = add_training_copies(corpus, rng, source, label, copies, other)
            if i % 500 == 0:
                print(f'{i} of {len(train)}', flush=True)
        for _ in range(round(NON_SPEECH_SHARE * len(corpus.paths))):
            rate = int(rng.choice([8000, 16000, 24000, 48000]))
            corpus.add(silence_and_noise(rng, 5 * rate, rate), rate, np.zeros(500, np.int8))
        corpus.save(args.out, 'train')


if __name__ == '__main__':
    main()
