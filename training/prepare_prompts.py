"""Recordings of people in other languages, with labels, to measure on: the telephone prompts that Debian packs.

    apt-get install ffmpeg espeak-ng asterisk-core-sounds-{es,fr,it,ru} asterisk-core-sounds-{es,fr,it,ru}-g722
    python prepare_prompts.py --out data/prompts
    python prepare_prompts.py --check DIR --split dev          # how good such labels are, on English ones that exist

Writes `<language>/<id>.wav` and `.json`, split `dev`. Most of the prompts are CC BY-SA: they measure, and never train.
Labels are aligned (`self_align.py`), not made by hand; recordings on which the aligner is least sure are left out, because
the text of a prompt is not always what was said.
"""

import argparse
import difflib
import gzip
import json
import random
import re
import subprocess
from pathlib import Path

import numpy as np
import soundfile

import espeak_phones
from phones import VISEME_OF_PHONE, VISUAL_CLASS
from self_align import RATE_HZ, Recording, align, features_of

SOUNDS, TEXTS = Path('/usr/share/asterisk/sounds'), '/usr/share/doc/asterisk-core-sounds-{0}/core-sounds-{0}.txt.gz'
# language: folder, espeak-ng's voice, licence as the package states it
PROMPTS = {
    'es': ('es_MX_f_Allison', 'es-419', 'CC BY-SA 3.0'),
    'fr': ('fr_CA_f_June', 'roa/fr', 'CC BY-SA 3.0'),
    'it': ('it_IT_m_Carlo', 'it', 'CC BY-SA 3.0'),
    'ru': ('ru_RU_f_IvrvoiceRU', 'ru', 'CC BY 3.0'),
}
# The Spanish texts lack their tildes; accents only move the stress, but this is another sound.
SPELLING = {'contrasena': 'contraseña', 'senal': 'señal', 'espanol': 'español', 'manana': 'mañana', 'compania': 'compañía'}
SHORTEST_S, LONGEST_S = 0.8, 15
MOST_ALIGNED = 200  # a quarter of an hour of one speaker is enough to know the voice
SHORTEST_MEASURED_S = 1.5
# Share of recordings, least sure first, that is left out; and how many of the others are kept.
DOUBTED_SHARE = 0.25
UNSURE = 0.05


def prompts_of(language, path):
    """(name, text) of each line of a package's list: `folder/name: text`. Tones and stage directions are left out."""
    for line in gzip.open(path, 'rt', encoding='utf-8-sig'):
        name, _, text = line.strip().partition(':')
        text = re.sub(r'[«»“”"…]|\.\.\.', ' ', text).strip()
        if line.startswith(';') or not re.search(r'\w', text) or re.search(r'[\[\](){}<>]|www', text):
            continue
        yield name.strip(), ' '.join(SPELLING.get(word, word) for word in text.split())


def decoded(path):
    raw = subprocess.run(['ffmpeg', '-loglevel', 'error', '-f', 'g722', '-i', path, '-f', 's16le', '-ar', str(RATE_HZ), '-'],
                         check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.int16) / 32768


def recording_of(espeak, samples, rate_hz, text, voice, language):
    """None where the synthesizer has a sound that no table names."""
    spoken = espeak.speak(text, voice, 160, language=language)
    if spoken is None:
        return None
    pcm, phones = spoken
    voiced = np.frombuffer(pcm, np.int16) / 32768
    return Recording(features_of(samples, rate_hz), features_of(voiced, espeak_phones.RATE_HZ), phones)


def sureness(label):
    """Share of the time of speech in which the aligner was sure."""
    speech = [(end - start, c) for phone, start, end, c in label if phone != 'sil']
    return sum(t for t, c in speech if c >= UNSURE) / max(1e-3, sum(t for t, _ in speech))


def prepare(out, language, most, seed):
    folder, voice, licence = PROMPTS[language]
    espeak, items = espeak_phones.Espeak(), []
    prompts = list(prompts_of(language, TEXTS.format(language)))
    random.Random(seed).shuffle(prompts)
    for name, text in prompts:
        path = SOUNDS / folder / f'{name}.g722'
        if not path.exists() or not SHORTEST_S <= path.stat().st_size / 8000 <= LONGEST_S:  # 64 kbit/s
            continue
        if len(items) == MOST_ALIGNED:
            break
        samples = decoded(path)
        recording = recording_of(espeak, samples, RATE_HZ, text, voice, language)
        if recording:
            items.append((name, text, samples, recording))
    labels = align([recording for *_, recording in items], seed)
    limit = np.quantile([sureness(label) for label in labels], DOUBTED_SHARE)
    kept = [(item, label) for item, label in zip(items, labels)
            if sureness(label) > limit and len(item[2]) >= SHORTEST_MEASURED_S * RATE_HZ]
    random.Random(seed).shuffle(kept)
    (out / language).mkdir(parents=True, exist_ok=True)
    for (name, text, samples, _), label in kept[:most]:
        name = f'prompt-{language}-{name.replace("/", "-")}'
        duration = len(samples) / RATE_HZ
        soundfile.write(out / language / f'{name}.wav', samples, RATE_HZ, 'PCM_16')
        (out / language / f'{name}.json').write_text(json.dumps({
            'id': name, 'text': text, 'language': language, 'speaker': folder, 'source': f'asterisk-core-sounds-{language}',
            'human': True, 'labels': 'aligned', 'licence': licence, 'sample_rate': RATE_HZ, 'duration': round(duration, 4),
            'split': 'dev', 'confidence': round(sureness(label), 3),
            'phones': [{'p': p, 'start': round(s, 4), 'end': round(min(e, duration), 4), 'c': round(c, 3)}
                       for p, s, e, c in label if s < duration]}, ensure_ascii=False))
    spoken = sum(len(item[2]) for item, _ in kept[:most]) / RATE_HZ / 60
    print(f'{language}: {len(items)} prompts aligned, sure of {100 * limit:.0f} % or more of the speech in {100 * (1 - DOUBTED_SHARE):.0f} % '
          f'of them; {min(most, len(kept))} kept, {spoken:.1f} minutes; symbols not known: {dict(espeak.unknown) or "none"}', flush=True)


def check(folder, split, seed):
    """Aligns English recordings whose labels are known, all in one, and prints how far the two agree."""
    index = {entry['id']: entry for entry in json.loads((folder / 'index.json').read_text())['utterances']}
    espeak, known, recordings = espeak_phones.Espeak(), [], []
    for name, entry in index.items():
        if entry['split'] == split and not entry.get('text_is_asr'):
            label = json.loads((folder / f'{name}.json').read_text())
            recording = recording_of(espeak, *soundfile.read(folder / f'{name}.flac'), label['text'], 'en-us', 'en')
            if recording:
                known.append(label)
                recordings.append(recording)
    errors, hits, visual_hits, frames = [], 0, 0, 0
    for label, ours in zip(known, align(recordings, seed)):
        theirs = [(p['p'], p['start'], p['end']) for p in label['phones']]
        truth, guess = (frames_of(phones, label['duration']) for phones in (theirs, [p[:3] for p in ours]))
        speech = truth > 0
        visual = np.array([*VISUAL_CLASS, -1])
        hits, frames = hits + (truth == guess)[speech].sum(), frames + speech.sum()
        visual_hits += (visual[truth] == visual[guess])[speech].sum()
        a, b = ([p for p in phones if p[0] not in ('sil', 'pau')] for phones in (theirs, ours))
        same = difflib.SequenceMatcher(None, *([VISEME_OF_PHONE.get(p[0]) for p in x] for x in (a, b)), autojunk=False)
        for block in same.get_matching_blocks():
            errors += [b[block.b + i][1] - a[block.a + i][1] for i in range(block.size)]
    errors = 1000 * np.array(errors)
    print(f'{len(known)} recordings: median boundary error {np.median(np.abs(errors)):.0f} ms, bias {np.median(errors):.0f} ms, '
          f'{100 * np.mean(np.abs(errors) <= 20):.0f} % within 20 ms, {100 * np.mean(np.abs(errors) <= 50):.0f} % within 50 ms; '
          f'acc22 {100 * hits / frames:.1f}, accVis {100 * visual_hits / frames:.1f}')


def frames_of(phones, duration):
    frames = np.full(int(100 * duration), -1)
    for phone, start, end in phones:
        frames[max(0, int(np.ceil(100 * start - 0.5))) : max(0, int(np.ceil(100 * end - 0.5)))] = VISEME_OF_PHONE.get(phone, -1)
    return frames


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--out', type=Path, default=Path('data/prompts'))
    parser.add_argument('--languages', nargs='+', choices=PROMPTS, default=list(PROMPTS))
    parser.add_argument('--most', type=int, default=80, help='recordings of each language to keep')
    parser.add_argument('--check', type=Path, help='folder of English recordings with labels and index.json')
    parser.add_argument('--split', default='dev')
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    if args.check:
        return check(args.check, args.split, args.seed)
    for language in args.languages:
        prepare(args.out, language, args.most, args.seed)


if __name__ == '__main__':
    main()
