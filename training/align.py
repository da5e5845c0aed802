"""Says when each phone of a known text was spoken, with a trained teacher: labels for recordings that have none.

    python align.py --teacher runs/teacher/best.pt --texts recordings.tsv --out data/aligned --licence 'CC BY 4.0'

`recordings.tsv`: sound file <TAB> speaker <TAB> text [<TAB> split]; a sound may come twice, with two guesses of its text: the one that
fits better is kept. Words are looked up in the CMU dictionary that pocketsphinx brings, with all their variants; others are read
out by flite's letter-to-sound rules. Between words there may be silence. Writes `<id>.json` (phones [{p, start, end, c}], c = geometric
mean of the teacher's probability) and `index.json`, both as `prepare_features.py` reads them; sounds stay where they are.
"""

import argparse
import json
import re
import subprocess
import tempfile
from collections import Counter
from functools import lru_cache
from pathlib import Path

import numpy as np
import soundfile
import torch
from numba import njit

from disguise import FLOOR, normalise
from model import Teacher
from phones import PHONE_COUNT, PHONE_ID, PHONES

FRAME_S = 0.01
MIN_FRAMES = 2
MOST_VARIANTS = 4  # ways to say a word
PRIOR_SHARE = 0.6  # of the training material's habits that is taken out of the teacher's word
DUMP = Path(__file__).parent / 'dump-log-mel.mjs'


def load_teacher(path):
    kept = torch.load(path, weights_only=True)
    teacher = Teacher(**kept['shape'])
    teacher.load_state_dict(kept['weights'])
    return teacher.eval()


@torch.no_grad()
def listen(teachers, rows):
    """Log-mel rows of one recording -> probabilities of phones, rows x phones; of several teachers the mean."""
    even = np.full((len(rows) + len(rows) % 2, rows.shape[1]), FLOOR, np.float32)
    even[: len(rows)] = rows
    features = torch.from_numpy(normalise(even, 0))[None]
    return sum(teacher(features)[0, : len(rows)].float().softmax(-1) for teacher in teachers).numpy() / len(teachers)


class Dictionary:
    def __init__(self):
        import pocketsphinx

        self.words = {}
        for line in Path(pocketsphinx.get_model_path('en-us/cmudict-en-us.dict')).read_text().splitlines():
            word, *phones = line.lower().split()
            self.words.setdefault(re.sub(r'\(\d+\)$', '', word), []).append(phones)
        self.guessed = Counter()

    @lru_cache(maxsize=None)
    def variants(self, word):
        if word in self.words:
            return self.words[word]
        self.guessed[word] += 1
        spoken = subprocess.run(['flite', '-voice', 'kal', '-t', word, '-ps', '-o', '/dev/null'], capture_output=True, text=True).stdout
        return [[p for p in spoken.split() if p != 'pau']] or [[]]


def words_of(text):
    return re.findall(r"[a-z]+(?:'[a-z]+)*", text.lower().replace('’', "'").replace('-', ' '))


def graph_of(words):
    """States that a recording passes from left to right -> phones (states), earlier states (states x up to 8, -1: none), ends."""
    phones, before = [], []

    def add(phone, sources):
        """One phone: MIN_FRAMES states, the last of which may be repeated. -> its last state"""
        for i in range(MIN_FRAMES):
            phones.append(PHONE_ID[phone])
            before.append(list(sources) if i == 0 else [len(phones) - 2])
        before[-1].append(len(phones) - 1)
        return len(phones) - 1

    ends = [-2]  # -2: the start of the recording
    ends = [*ends, add('sil', ends)]
    for variants in words:
        word_ends = []
        for variant in variants[:MOST_VARIANTS]:
            at = ends
            for phone in variant:
                at = [add(phone, at)]
            word_ends += at
        ends = [*word_ends, add('sil', word_ends)]
    table = np.full((len(phones), 10), -1, np.int32)
    for i, sources in enumerate(before):
        table[i, : len(sources)] = sources
    return np.array(phones, np.int32), table, np.array(ends, np.int32)


@njit(cache=True)
def best_path(scores, phones, before, ends):
    """Viterbi. scores: frames x phones. -> state of each frame, and the mean score"""
    frames, states = scores.shape[0], len(phones)
    came = np.full((frames, states), -1, np.int32)
    last = np.full(states, -1e30)
    for s in range(states):
        for k in range(before.shape[1]):
            if before[s, k] == -2:
                last[s] = scores[0, phones[s]]
    for t in range(1, frames):
        now = np.full(states, -1e30)
        for s in range(states):
            for k in range(before.shape[1]):
                b = before[s, k]
                if b >= 0 and last[b] > now[s]:
                    now[s] = last[b]
                    came[t, s] = b
            now[s] += scores[t, phones[s]]
        last = now
    at = ends[0]
    for e in ends:
        if last[e] > last[at]:
            at = e
    total = last[at]
    path = np.empty(frames, np.int32)
    for t in range(frames - 1, -1, -1):
        path[t] = at
        at = came[t, at]
    return path, total / frames


def align(probabilities, prior, words):
    """-> [(phone, first frame, frame after the last, confidence)], mean score"""
    phones, before, ends = graph_of(words)
    log = np.log(probabilities + 1e-6)
    path, score = best_path((log - PRIOR_SHARE * prior).astype(np.float64), phones, before, ends)
    spans, start = [], 0
    for t in range(1, len(path) + 1):
        # A phone ends where the path leaves its last state; two alike in a row are two phones.
        if t == len(path) or (path[t] != path[t - 1] and path[t - 1] % MIN_FRAMES == MIN_FRAMES - 1):
            phone = phones[path[t - 1]]
            spans.append((PHONES[phone], start, t, float(np.exp(log[start:t, phone].mean()))))
            start = t
    return spans, score


def dump_rows(paths, scratch):
    """Log-mel rows of sound files of any format that libsndfile reads."""
    listing = []
    for i, path in enumerate(paths):
        x, rate = soundfile.read(path, dtype='float32', always_2d=True)
        listing.append(f'{scratch}/{i}.wav')
        soundfile.write(listing[-1], x[:, 0], rate, 'PCM_16')
    Path(scratch, 'list.txt').write_text('\n'.join(listing))
    subprocess.run(['node', DUMP, f'{scratch}/list.txt', f'{scratch}/dump'], check=True, stdout=subprocess.DEVNULL)
    rows = np.fromfile(f'{scratch}/dump.f16', np.float16).reshape(-1, 40)
    for first, count in np.loadtxt(f'{scratch}/dump.tsv', dtype=np.int64, ndmin=2):
        yield rows[first : first + count].astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--teacher', type=Path, nargs='+', required=True)
    parser.add_argument('--texts', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--licence', required=True)
    parser.add_argument('--source', help='name of the corpus; default: that of --out')
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    teachers, dictionary = [load_teacher(path) for path in args.teacher], Dictionary()
    guesses = {}
    for line in args.texts.read_text().splitlines():
        sound, speaker, text, *split = line.split('\t')
        guesses.setdefault(sound, []).append((speaker, text, split[0] if split else 'train'))
    sounds = sorted(guesses)
    index, prior, heard = [], np.zeros(PHONE_COUNT), []
    for start in range(0, len(sounds), 200):
        part = sounds[start : start + 200]
        with tempfile.TemporaryDirectory() as scratch:
            for sound, rows in zip(part, dump_rows(part, scratch)):
                heard.append((sound, listen(teachers, rows)))
                prior += heard[-1][1].sum(0)
    prior = np.log(prior / prior.sum() + 1e-4)
    chosen, means = Counter(), []
    for sound, probabilities in heard:
        tried = []
        for number, (speaker, text, split) in enumerate(guesses[sound]):
            words = [dictionary.variants(word) for word in words_of(text)]
            words = [[v for v in variants if v] for variants in words]
            words = [v for v in words if v]
            if words and MIN_FRAMES * sum(min(map(len, v[:MOST_VARIANTS])) for v in words) < len(probabilities):
                tried.append((align(probabilities, prior, words), number, speaker, text, split))
        if not tried:
            continue
        (spans, score), number, speaker, text, split = max(tried, key=lambda t: t[0][1])
        chosen[number] += 1
        duration = len(probabilities) * FRAME_S
        name = f'{args.out.name}-{len(index):05d}'
        speech = [(e - s) * np.log(c + 1e-6) for p, s, e, c in spans if p != 'sil']
        confidence = float(np.exp(sum(speech) / max(1, sum(e - s for p, s, e, _ in spans if p != 'sil'))))
        means.append(confidence)
        label = {'id': name, 'sound': str(Path(sound).resolve()), 'text': text, 'language': 'en', 'speaker': speaker,
                 'source': args.source or args.out.name, 'human': True, 'labels': 'aligned', 'licence': args.licence, 'duration': duration,
                 'confidence': round(confidence, 3),
                 'phones': [{'p': p, 'start': round(s * FRAME_S, 3), 'end': round(e * FRAME_S, 3), 'c': round(c, 3)} for p, s, e, c in spans]}
        (args.out / f'{name}.json').write_text(json.dumps(label))
        index.append({'id': name, 'split': split, 'licence': args.licence, 'speaker': speaker})
    (args.out / 'index.json').write_text(json.dumps({'utterances': index}, indent=0))
    print(f'{len(index)} of {len(sounds)} aligned; confidence {np.quantile(means, [0.1, 0.5, 0.9]).round(2)}; '
          f'text chosen: {dict(chosen)}; not in the dictionary: {len(dictionary.guessed)} words, {dictionary.guessed.most_common(12)}')


if __name__ == '__main__':
    main()
