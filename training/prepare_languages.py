"""Synthesizes Spanish, French, Italian, Russian and German with exact phone times.

    python prepare_languages.py --out data/synthetic-languages --minutes 25

Writes the same files as `prepare_synthetic.py`, with the language in each label. Voices and sentences that are held out
never train. Prints how often each phone was spoken, and any IPA symbol that `ipa_phones.py` does not know: there should
be none.
"""

import argparse
import json
import random
import wave
from collections import Counter
from pathlib import Path

from espeak_phones import RATE_HZ, Espeak
from ipa_phones import PHONES_OF
from language_text import GRAMMARS, sentence
from phones import VISEME_OF_PHONE
from prepare_synthetic import ESPEAK_HELD_OUT, ESPEAK_VARIANTS, save_label

ACCENTS = {'es': ['es', 'es-419'], 'fr': ['roa/fr', 'fr-be', 'fr-ch'], 'it': ['it'], 'ru': ['ru'], 'de': ['de']}
HELD_OUT_VARIANTS = sorted({voice.split('+')[1] for voice in ESPEAK_HELD_OUT})
HELD_OUT_SENTENCES = 20


def check_tables():
    """Every phone that the tables name is drawn with some mouth."""
    for language, table in PHONES_OF.items():
        for symbol, phones in table.items():
            for phone in phones.split():
                if phone not in VISEME_OF_PHONE:
                    raise ValueError(f'{language} {symbol}: {phone} has no viseme')


def speak(espeak, out, name, language, text, variant, rng, held_out):
    """Returns how long each phone was spoken for, empty where a symbol is not known."""
    voice = '+'.join(filter(None, (rng.choice(ACCENTS[language]), variant)))
    spoken = espeak.speak(text, voice, rng.randint(120, 230), rng.randint(20, 85), rng.randint(25, 80), language)
    if spoken is None:
        return Counter()
    pcm, phones = spoken
    with wave.open(str(out / f'{name}.wav'), 'wb') as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        sound.writeframes(pcm)
    save_label(out, name, voice.replace('roa/', ''), text, phones, held_out)
    path = out / f'{name}.json'
    label = json.loads(path.read_text())
    path.write_text(json.dumps({**label, 'language': language, 'source': f'espeak-{language}'}, ensure_ascii=False))
    spent = Counter()
    for phone, start, end in phones:
        spent[phone] += end - start
    return spent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--minutes', type=float, default=25, help='of each language, for training')
    parser.add_argument('--languages', nargs='+', choices=GRAMMARS, default=list(GRAMMARS))
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    check_tables()
    args.out.mkdir(parents=True, exist_ok=True)
    espeak = Espeak()
    for language in args.languages:
        rng = random.Random(f'{args.seed} {language}')
        heard = set()
        for i in range(HELD_OUT_SENTENCES):
            text = sentence(language, rng)
            heard.add(text)
            variant = HELD_OUT_VARIANTS[i % len(HELD_OUT_VARIANTS)]
            speak(espeak, args.out, f'espeak-{language}-held-out-{i:04d}', language, text, variant, rng, True)
        total, i = Counter(), 0
        while sum(total.values()) < 60 * args.minutes:
            text = sentence(language, rng)
            if text not in heard:
                name = f'espeak-{language}-{i:04d}'
                total += speak(espeak, args.out, name, language, text, rng.choice(ESPEAK_VARIANTS), rng, False)
                i += 1
        shares = ', '.join(f'{p} {s / 60:.2f}' for p, s in total.most_common())
        print(f'{language}: {i} sentences, {sum(total.values()) / 60:.1f} minutes. {shares}')
        print(f'{language}: symbols not known: {dict(espeak.unknown) or "none"}', flush=True)
        espeak.unknown.clear()


if __name__ == '__main__':
    main()
