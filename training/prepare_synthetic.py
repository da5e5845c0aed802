"""Synthesizes speech whose phone times are known exactly.

    python prepare_synthetic.py --text data/sentences.txt --out data/synthetic --hours 5

Needs Debian's flite, festival (festvox-kallpc16k, festvox-kdlpc16k, festvox-us-slt-hts), htsengine and espeak-ng. Writes
`<id>.wav` (16-bit mono at the synthesizer's own rate) and `<id>.json` (the form of the human recordings: phones
[{p, start, end}] in seconds) for each sentence. Voices of HELD_OUT never train a model: they measure it.
"""

import argparse
import json
import random
import re
import subprocess
import tempfile
import wave
from pathlib import Path

from espeak_phones import RATE_HZ, Espeak

# Share of the training time that each voice gets. slt, rms are statistical; kal, ked are diphone voices; hts is slt's
# statistics spoken through vocal tracts from a child's to a large man's, at their pitch.
VOICES = {'flite-slt': 4, 'flite-rms': 4, 'flite-kal16': 2, 'flite-kal': 1, 'festival-slt-hts': 3, 'festival-kal': 1,
          'espeak': 6, 'hts': 5}
HELD_OUT = {'flite-awb': 40, 'festival-ked': 40, 'espeak-held-out': 40}
ESPEAK_ACCENTS = ['en-us', 'en-us', 'en-gb-x-rp', 'en-gb-scotland', 'en-us-nyc']
ESPEAK_VARIANTS = ['', 'f1', 'f2', 'f3', 'f4', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm8', 'klatt', 'klatt2', 'klatt3',
                   'klatt4', 'Annie', 'Alex', 'Andy', 'belinda', 'benjamin', 'caleb', 'david', 'ed', 'edward', 'iven',
                   'john', 'linda', 'max', 'michel', 'norbert', 'pablo', 'paul', 'rob', 'robert', 'sandro', 'steph',
                   'travis', 'victor', 'zac', 'grandma', 'grandpa']
ESPEAK_HELD_OUT = ['en-us+f5', 'en-us+m7', 'en-gb-x-rp+anika', 'en-us+quincy', 'en-gb-x-rp+Gene']
SENTENCES_PER_HOUR = 1080


def flite(voice, text, rng, wav):
    command = ['flite', '-voice', voice, '-t', text, '-psdur', '-o', wav,
               '--setf', f'duration_stretch={rng.uniform(0.75, 1.25):.2f}']
    if voice.startswith('kal'):  # diphone voices take a pitch; the statistical ones carry their own
        command += ['--setf', f'int_f0_target_mean={rng.uniform(75, 190):.0f}']
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    phones, start = [], 0.0
    for phone, end in re.findall(r'(\S+):([\d.]+)', printed):
        phones.append((phone, start, float(end)))
        start = float(end)
    return phones


def festival(voice, items):
    """One process for many sentences: starting festival takes longer than a sentence."""
    lines = [f'(voice_{voice})']
    for text, stretch, pitch, wav in items:
        lines.append(f"(Parameter.set 'Duration_Stretch {stretch:.2f})")
        if 'diphone' in voice:
            lines.append(f"(set! int_lr_params '((target_f0_mean {pitch:.0f}) (target_f0_std 16) (model_f0_mean 170) (model_f0_std 34)))")
        lines.append(f'(set! utt (Utterance Text "{text}"))(utt.synth utt)')
        lines.append(f'(utt.save.wave utt "{wav}" \'riff)(utt.save.segs utt "{wav}.lab")')
    with tempfile.NamedTemporaryFile('w', suffix='.scm') as script:
        script.write('\n'.join(lines))
        script.flush()
        subprocess.run(['festival', '-b', script.name], check=True, capture_output=True)
    for *_, wav in items:
        phones, start = [], 0.0
        lab = Path(f'{wav}.lab')
        for end, phone in re.findall(r'^\s*([\d.]+)\s+\S+\s+(\S+)', lab.read_text().split('#', 1)[1], re.M):
            phones.append((phone, start, float(end)))
            start = float(end)
        lab.unlink()
        yield wav, phones


def hts(text, rng, wav):
    """The slt voice with another vocal tract (all-pass constant; 0.42 is her own), pitch and speed. -> phones"""
    voice = '/usr/share/festival/voices/us/cmu_us_slt_arctic_hts/hts/cmu_us_slt_arctic_hts.htsvoice'
    tract = rng.uniform(0.36, 0.6)
    semitones = (0.42 - tract) * 50 + rng.uniform(-3, 3)  # a longer tract sits under a lower voice
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, 'say.scm')
        script.write_text(f'(voice_cmu_us_slt_arctic_hts)(set! utt (Utterance Text "{text}"))(utt.synth utt)'
                          f'(hts_dump_feats utt hts_feats_list "{folder}/features")')
        subprocess.run(['festival', '-b', script], check=True, capture_output=True)
        context = Path(folder, 'context')
        context.write_text(re.sub(r'^ *\d+ +\d+ +', '', Path(folder, 'features').read_text(), flags=re.M))
        labels = Path(folder, 'labels')
        subprocess.run(['hts_engine', '-m', voice, '-a', f'{tract:.3f}', '-fm', f'{semitones:.1f}', '-r', f'{rng.uniform(0.8, 1.3):.2f}',
                        '-ow', wav, '-od', labels, context], check=True, capture_output=True)
        lines = [line.split() for line in labels.read_text().splitlines()]
    return [(re.search(r'-(.+?)\+', context)[1], int(start) / 1e7, int(end) / 1e7) for start, end, context in lines]


def save_label(out, name, voice, text, phones, held_out):
    """Stretches or clips the last label to the end of the sound; diphone voices are up to 0.1 s off there."""
    with wave.open(str(out / f'{name}.wav')) as sound:
        rate, frames = sound.getframerate(), sound.getnframes()
    end = frames / rate
    phones = [(p, s, min(e, end)) for p, s, e in phones if s < end]
    if not phones:
        raise ValueError(f'{name}: no phones')
    last = phones[-1]
    if last[0] in ('pau', 'h#', 'sil'):
        phones[-1] = (last[0], last[1], end)
    elif end - last[2] > 0.001:
        phones.append(('pau', last[2], end))
    label = {'id': name, 'text': text, 'language': 'en', 'speaker': voice, 'source': voice.split('+')[0], 'human': False,
             'labels': 'exact', 'licence': 'synthesized', 'sample_rate': rate, 'duration': round(end, 4),
             'split': 'held-out' if held_out else 'train',
             'phones': [{'p': 'sil' if p in ('pau', 'h#') else p, 'start': round(s, 4), 'end': round(e, 4)} for p, s, e in phones]}
    (out / f'{name}.json').write_text(json.dumps(label))


def synthesize(out, family, texts, rng, held_out):
    plain = [re.sub(r'[^\w\s.,?\'-]', '', text) for text in texts]
    if family.startswith('festival-'):
        voice = {'slt-hts': 'cmu_us_slt_arctic_hts', 'kal': 'kal_diphone', 'ked': 'ked_diphone'}[family[9:]]
        items = [(text, rng.uniform(0.8, 1.25), rng.uniform(80, 180), str(out / f'{family}-{i:04d}.wav')) for i, text in enumerate(plain)]
        for start in range(0, len(items), 50):
            part = items[start:start + 50]
            for (wav, phones), (text, *_) in zip(festival(voice, part), part):
                save_label(out, Path(wav).stem, family, text, phones, held_out)
        return
    espeak = Espeak() if family.startswith('espeak') else None
    for i, text in enumerate(plain):
        name, voice = f'{family}-{i:04d}', family
        if espeak:
            if held_out:
                voice = rng.choice(ESPEAK_HELD_OUT)
            else:
                voice = '+'.join(filter(None, (rng.choice(ESPEAK_ACCENTS), rng.choice(ESPEAK_VARIANTS))))
            spoken = espeak.speak(text, voice, rng.randint(120, 230), rng.randint(20, 85), rng.randint(25, 80))
            if spoken is None:
                continue
            pcm, phones = spoken
            with wave.open(str(out / f'{name}.wav'), 'wb') as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(RATE_HZ)
                sound.writeframes(pcm)
        elif family == 'hts':
            phones = hts(text, rng, str(out / f'{name}.wav'))
        else:
            phones = flite(family[6:], text, rng, str(out / f'{name}.wav'))
        save_label(out, name, voice, text, phones, held_out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--text', type=Path, required=True)
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--hours', type=float, default=5)
    parser.add_argument('--no-held-out', action='store_true', help='only voices to train on')
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    texts = args.text.read_text().splitlines()
    # The held-out voices read sentences that no other voice reads.
    for family, count in ({} if args.no_held_out else HELD_OUT).items():
        synthesize(args.out, family, [texts.pop() for _ in range(count)], random.Random(args.seed), True)
        print(family, count, flush=True)
    sentences = args.hours * SENTENCES_PER_HOUR
    for family, share in VOICES.items():
        count = round(sentences * share / sum(VOICES.values()))
        rng = random.Random(f'{args.seed} {family}')
        synthesize(args.out, family, [rng.choice(texts) for _ in range(count)], rng, False)
        print(family, count, flush=True)


if __name__ == '__main__':
    main()
