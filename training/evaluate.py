"""Scores the engine's cues, as a live stream emits them, against labelled speech.

    python evaluate.py --labels data/synthetic --split held-out
    python evaluate.py --labels DIR --split dev --reference-text-only

Runs `packages/engine/bin/dump-cues.mjs` (run `npm run build` first), so that resampler, features, network and decoder are
those of a call. All recordings are pooled. Silence is left out of the accuracies: being right there is easy.

  acc22      share of 10 ms frames of speech with the right viseme of 22
  accVis     the same for the ten classes that an eye tells apart; balanced: mean over classes
  F1         closures (p b m), lip to teeth (f v), rounding, sh/ch: found within 40 ms, one cue for one event
  pauses     share of frames in which the mouth moves, in pauses over 200 ms, 60 ms at each end left out
  onset      median of (mouth starts - speech starts) after 150 ms or more of silence, ms
  changes    changes of shape per second of speech, ours and the labels'
  delay      largest time from a cue's sound to the sample with which it came, ms
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from phones import VISEME_OF_PHONE, VISUAL_CLASS

DUMP_CUES = Path(__file__).parent.parent / 'packages/engine/bin/dump-cues.mjs'
FRAME_MS, TOLERANCE_MS = 10, 40
EVENTS = {'closure F1': {1}, 'f/v F1': {2}, 'rounding F1': {8, 9}, 'sh/ch F1': {4}}
ROUND_TIGHT = 9  # `uh` (book) may also be drawn so


def merge(segments):
    """Joins neighbours of one kind: [(kind, start ms, end ms)]."""
    merged = []
    for kind, start, end in segments:
        if end <= start:
            continue
        if merged and merged[-1][0] == kind and start - merged[-1][2] < 1:
            merged[-1] = (kind, merged[-1][1], end)
        else:
            merged.append((kind, start, end))
    return merged


def runs(segments, kinds):
    return [(start, end) for kind, start, end in merge([(k in kinds, s, e) for k, s, e in segments]) if kind]


def matched(reference, ours):
    pairs, j = 0, 0
    for start, end in reference:
        while j < len(ours) and ours[j][1] < start - TOLERANCE_MS:
            j += 1
        if j < len(ours) and ours[j][0] <= end + TOLERANCE_MS:
            pairs, j = pairs + 1, j + 1
    return pairs


def frames_of(segments, count, default):
    frames = np.full(count, default)
    for value, start, end in segments:
        frames[max(0, int(np.ceil(start / FRAME_MS - 0.5))) : max(0, int(np.ceil(end / FRAME_MS - 0.5)))] = value
    return frames


class Score:
    def __init__(self):
        self.hits = self.frames = self.pause_moving = self.pause_frames = self.our_changes = self.their_changes = 0
        self.confusion = np.zeros((10, 10))
        self.events = {name: np.zeros(3) for name in EVENTS}
        self.onsets, self.delays, self.speech_ms = [], [], 0

    def add(self, label, hypothesis):
        phones = [(VISEME_OF_PHONE.get(p['p'], -1), p['p'], 1000 * p['start'], 1000 * p['end']) for p in label['phones']]
        end = phones[-1][3]
        count = max(1, round(end / FRAME_MS))
        cues = hypothesis['cues']
        stops = [c['t'] for c in cues[1:]] + [max(hypothesis['durationMs'], end)]
        ours = merge([(0, 0, cues[0]['t'] if cues else end)] + [(c['v'], c['t'], stop) for c, stop in zip(cues, stops)])
        theirs = merge([(v, s, e) for v, _, s, e in phones])
        truth, guess = frames_of(theirs, count, -1), frames_of(ours, count, 0)
        book = frames_of([(p == 'uh', s, e) for _, p, s, e in phones], count, False).astype(bool)
        speech = truth > 0
        self.hits += (truth == guess)[speech].sum()
        self.frames += speech.sum()
        visual = np.array(VISUAL_CLASS)
        seen, shown = visual[truth[speech]], visual[guess[speech]]
        shown = np.where(book[speech] & (shown == ROUND_TIGHT), seen, shown)
        np.add.at(self.confusion, (seen, shown), 1)

        def seen_as(segments):
            return [(-1 if v < 0 else VISUAL_CLASS[v], s, e) for v, s, e in segments]

        for name, kinds in EVENTS.items():
            a, b = runs(seen_as(theirs), kinds), runs(seen_as(ours), kinds)
            self.events[name] += (matched(a, b), len(a), len(b))
        pauses = runs(theirs, {0})
        starts = [s for i, (v, s, _) in enumerate(ours) if v != 0 and (i == 0 or ours[i - 1][0] == 0)]
        for start, stop in pauses:
            if stop - start > 200:
                inside = frames_of([(True, start + 60, stop - 60)], count, False).astype(bool)
                self.pause_frames += inside.sum()
                self.pause_moving += (inside & (guess != 0)).sum()
            if stop - start >= 150 and stop < end - 1 and starts:
                off = min((s - stop for s in starts), key=abs)
                if abs(off) <= 300:
                    self.onsets.append(off)
        speaking = [(s, e) for v, s, e in merge([(v != 0, s, e) for v, s, e in theirs]) if v]
        self.speech_ms += sum(e - s for v, s, e in theirs if v > 0)
        for segments, name in ((ours, 'our_changes'), (theirs, 'their_changes')):
            changes = sum(any(a <= s < b for a, b in speaking) for _, s, _ in segments[1:])
            setattr(self, name, getattr(self, name) + changes)
        self.delays += [c['at'] - c['t'] for c in cues]

    def rows(self):
        per_class = [row[i] / row.sum() for i, row in enumerate(self.confusion) if row.sum() > 0]
        yield 'acc22', 100 * self.hits / self.frames
        yield 'accVis', 100 * np.trace(self.confusion) / self.confusion.sum()
        yield 'balanced', 100 * np.mean(per_class)
        for name, (hits, theirs, ours) in self.events.items():
            yield name, 200 * hits / max(1, theirs + ours)
        yield 'moves in pauses', 100 * self.pause_moving / max(1, self.pause_frames)
        yield 'onset bias ms', float(np.median(self.onsets)) if self.onsets else float('nan')
        yield 'changes per s', 1000 * self.our_changes / self.speech_ms
        yield "labels' changes per s", 1000 * self.their_changes / self.speech_ms
        yield 'largest delay ms', max(self.delays, default=0)


def read_labels(folder, split, reference_text_only):
    index_path = folder / 'index.json'
    extra = {}
    if index_path.exists():
        extra = {entry['id']: entry for entry in json.loads(index_path.read_text())['utterances']}
    for path in sorted(folder.glob('*.json')):
        if path != index_path:
            label = json.loads(path.read_text())
            label.update(extra.get(label['id'], {}))
            if label['split'] == split and not (reference_text_only and label.get('text_is_asr')):
                yield label


def dump_cues(folder, labels, scratch, options=()):
    paths = []
    for label in labels:
        path = Path(scratch) / f'{label["id"]}.wav'
        source = next(p for p in (folder / f'{label["id"]}{s}' for s in ('.wav', '.flac')) if p.exists())
        soundfile.write(path, *soundfile.read(source, dtype='int16'), 'PCM_16')
        paths.append(str(path))
    listing, out = Path(scratch) / 'list.txt', Path(scratch) / 'cues'
    listing.write_text('\n'.join(paths))
    subprocess.run(['node', DUMP_CUES, listing, out, *options], check=True)
    return {label['id']: json.loads((out / f'{label["id"]}.json').read_text()) for label in labels}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--labels', type=Path, required=True, help='folder of WAV or FLAC and JSON')
    parser.add_argument('--split', required=True)
    parser.add_argument('--reference-text-only', action='store_true', help='leave out labels made from recognised text')
    parser.add_argument('--by-speaker', action='store_true')
    parser.add_argument('--change-cost')
    parser.add_argument('--hasty-change-cost')
    args = parser.parse_args()
    labels = list(read_labels(args.labels, args.split, args.reference_text_only))
    options = [o for name in ('change_cost', 'hasty_change_cost') if getattr(args, name)
               for o in (f'--{name.replace("_", "-")}', getattr(args, name))]
    with tempfile.TemporaryDirectory() as scratch:
        cues = dump_cues(args.labels, labels, scratch, options)
    groups = {'all': labels}
    if args.by_speaker:
        for label in labels:
            groups.setdefault(label['source' if not label['human'] else 'speaker'], []).append(label)
    for name, group in groups.items():
        score = Score()
        for label in group:
            score.add(label, cues[label['id']])
        print(f'{name} ({len(group)}): ' + ', '.join(f'{key} {value:.1f}' for key, value in score.rows()))


if __name__ == '__main__':
    main()
