"""The engine's decoder in Python, to choose its settings quickly; `evaluate.py` then measures the engine itself.

    python tune_decoder.py --checkpoint runs/first/best.pt --labels DIR [DIR ...] --split dev [--favour 21=0.3]

Tries every pair of the two costs. `--favour` makes visemes more likely by so many nepers, as in `export.py`.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from numba import njit

from align import dump_rows
from disguise import FLOOR, normalise
from evaluate import Score, read_labels
from export import favour, load
from phones import VISEME_COUNT
from prepare_features import load as load_sound

import soundfile

QUIET = -66 / 10 * np.log(10)
PAUSE_FRAMES, HASTY_FRAMES = 14, 2


@njit(cache=True)
def decode(logits, quiet, oldest, stride, change, hasty):
    """logits: steps x frames x visemes -> viseme of each frame. As `packages/engine/src/decoder/window-decoder.ts`."""
    steps, frames, visemes = logits.shape
    count = steps * stride
    shown_by_frame = np.zeros(count, np.int64)
    shown, shown_frames = 0, HASTY_FRAMES
    quiet_run = np.zeros(count, np.int64)
    for t in range(count):
        quiet_run[t] = (quiet_run[t - 1] if t else 0) + 1 if quiet[t] else 0
    came = np.zeros((frames, visemes), np.int64)
    path = np.zeros(frames, np.int64)
    for k in range(steps):
        first = stride * k + stride - 1 - oldest
        if first + stride <= 0:
            continue
        skip = max(0, -first)
        leave = change + (hasty if shown_frames < HASTY_FRAMES else 0)
        score = logits[k, skip] - leave
        score[shown] += leave
        for f in range(skip + 1, frames):
            best = score.argmax()
            arrive = score[best] - change
            for v in range(visemes):
                came[f, v] = v if score[v] >= arrive else best
                score[v] = max(score[v], arrive) + logits[k, f, v]
        at = score.argmax()
        for f in range(frames - 1, skip, -1):
            path[f] = at
            at = came[f, at]
        path[skip] = at
        newest = stride * k + stride - 1
        for i in range(skip, stride):
            run = quiet_run[newest]
            viseme = 0 if run >= PAUSE_FRAMES and run > oldest - i else path[i]
            shown_frames = shown_frames + 1 if viseme == shown else 1
            shown = viseme
            shown_by_frame[first + i] = viseme
    return shown_by_frame


def cues_of(frames):
    changes = np.flatnonzero(np.diff(np.concatenate([[0], frames])))
    return [{'t': 10 * int(i), 'v': int(frames[i]), 'at': 10 * int(i)} for i in changes]


class Heard:
    """What a network says of labelled recordings; decoded and scored as often as one likes."""

    def __init__(self, network, folders, split, reference_text_only=False):
        self.shape, self.items = network.shape, []
        labels = [(folder, label) for folder in folders for label in read_labels(folder, split, reference_text_only)]
        with tempfile.TemporaryDirectory() as scratch:
            paths = []
            for i, (folder, label) in enumerate(labels):
                paths.append(f'{scratch}/in{i}.wav')
                soundfile.write(paths[-1], *load_sound(folder, label), 'PCM_16')
            for (_, label), rows in zip(labels, dump_rows(paths, scratch)):
                even = np.full((len(rows) + 8 + len(rows) % 2, 40), FLOOR, np.float32)
                even[: len(rows)] = rows
                with torch.no_grad():
                    logits = network(torch.from_numpy(normalise(even, 0))[None])[0].log_softmax(-1).numpy()
                quiet = np.log(np.exp(even.astype(np.float64)).sum(1)) < QUIET
                self.items.append((label, logits.astype(np.float64), quiet, len(rows)))

    def score(self, change, hasty, bias=None):
        score = Score()
        for label, logits, quiet, count in self.items:
            said = logits if bias is None else logits + bias
            frames = decode(said, quiet, self.shape.oldest_frame, self.shape.stride, change, hasty)[:count]
            score.add(label, {'cues': cues_of(frames), 'durationMs': 10 * count})
        return dict(score.rows())


def show(name, row):
    print(f'{name:28s}', '  '.join(f'{k} {v:.1f}' for k, v in row.items() if k != 'largest delay ms'), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--checkpoint', type=Path, nargs='+', required=True)
    parser.add_argument('--labels', type=Path, nargs='+', required=True)
    parser.add_argument('--split', required=True)
    parser.add_argument('--reference-text-only', action='store_true')
    parser.add_argument('--favour', default='')
    parser.add_argument('--change-cost', type=float, nargs='+', default=[3, 4, 5, 6])
    parser.add_argument('--hasty-change-cost', type=float, nargs='+', default=[1])
    args = parser.parse_args()
    torch.set_num_threads(1)
    network, _ = load(args.checkpoint)
    favour(network, args.favour)
    heard = Heard(network, args.labels, args.split, args.reference_text_only)
    for change in args.change_cost:
        for hasty in args.hasty_change_cost:
            show(f'change {change} hasty {hasty}', heard.score(change, hasty))


if __name__ == '__main__':
    main()
