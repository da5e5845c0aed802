"""Writes the sentences that the synthesizers read.

Nobody's text is copied: sentences come from a small grammar below, and half of their nouns, verbs and names are drawn
from the pronouncing dictionary that festival installs, so that every sound meets every neighbour. A third kind is a
plain list of words rich in the lip sounds that a viewer never forgives (p b m, f v, sh ch, w).

    python prepare_text.py --count 6000 --seed 1 > data/sentences.txt
"""

import argparse
import random
import re
from pathlib import Path

LEXICON = Path('/usr/share/festival/dicts/cmu/cmudict-0.4.out')  # Debian: festlex-cmu

WORDS = {
    'det': 'the a this that my your our her his their some every another one each'.split(),
    'adj': '''big small warm cold early late happy busy brown blue purple green bright shallow smooth rough heavy
        light simple easy quick slow famous public private cheap rich fresh deep empty full broken perfect gentle
        thick thin strange obvious vivid tall short young old clever lovely awful narrow wide huge special''' .split(),
    'noun': '''table window boat ship fish book cup chair house garden river mountain valley bridge paper pencil phone
        message number letter movie family mother father brother woman people problem plan map lamp pump thumb bottle
        bubble basket market fever shoe shelf cheese choice change village voice movement weather feather leather
        teacher picture question future measure garage engine jungle treasure shower flower power hour choir toy boy
        coin oil mouth south town cow owl road boat coat window yellow pillow rope moon spoon school wool wolf
        thought law water daughter horse corner morning evening month tooth bath breath path earth nurse bird word
        world girl machine sugar ocean nation vision football baseball workshop mushroom lunch branch beach coach
        judge edge bridge page stage king ring song tongue finger kitchen pocket ticket rocket jacket'''.split(),
    'name': '''Bob Pam Peter Mabel Philip Vivian Shirley Charlie George Judy Thomas Ruth William Wendy Harry Hugh
        Laura Larry Nina Danny Kate Craig Sue Zoe Yusuf Joy Roy Floyd Brown Howard Owen Joan Maya Mia Ivy Eve'''.split(),
    'verb': '''moved bought brought made pushed pulled opened closed picked found lost showed shared washed watched
        reached taught caught sold broke fixed followed visited believed loved finished measured imagined painted
        described borrowed built carried chose covered cooked drew enjoyed gave heard helped joined kept kicked
        laughed at looked at missed noticed ordered planned prepared promised remembered removed saved served shook
        spoiled threw tried used voted for waited for walked through wrapped'''.replace('\n', ' ').split(),
    'prep': 'in on under over above below behind before after between beside through around without from with by'.split(),
    'adv': '''slowly quickly happily probably maybe perhaps today tomorrow yesterday soon often always never again
        finally simply usually abroad outside upstairs somehow very well'''.split(),
    'question': ['what', 'why', 'when', 'where', 'how', 'who', 'which one', 'how much', 'how many'],
    'lead': '''well|oh|yes|no|sure|of course|thank you|I see|right|hmm|let me think|to be honest|by the way|sorry|
        for example|in that case|absolutely|good morning|hello|welcome back|all right|okay|that's fair'''.replace('\n', '').split('|'),
    'tail': '''if you like|as far as I know|I would say|just give me a moment|shall we|would you mind|that would be
        fine|let me know|I hope that helps|please|what do you think|is that okay|before we move on'''.replace('\n', ' ').split('|'),
}
LIPS = '''map lamp bump pump mob bob pop mom baby puppy bubble people apple maple member number remember problem
    probably impossible five of off wave favour fever leaf leave vivid believe verify roof move prove
    ship shape shop push wish cash chip cheap church match much judge age page vision usual garage we why wide away
    swim queen quick choose shoe blue room few view you use book good could woman full wool go slow boat know
    oh open over only boy oil noise how out house about bird word work year fear more four door'''.split()
TEMPLATES = [
    '{det} {adj} {noun} {verb} {det} {noun} {prep} {det} {noun}.',
    '{name} {verb} {det} {adj} {noun}, and {name} {verb} {det} {noun} {adv}.',
    '{lead}, {name} {verb} {det} {noun} {prep} {det} {adj} {noun}.',
    '{question} did {name} do {prep} {det} {noun}?',
    'I {verb} {det} {noun} {adv}, {tail}.',
    '{lead}. We could look for {det} {adj} {noun}, {tail}?',
    'There are {n} {adj} {noun}s {prep} {det} {noun}.',
    '{lead}, I can help you with {det} {noun}. {question} would you like to know?',
    'My number is {d} {d} {d}, {d} {d} {d} {d}.',
    '{name} said that {det} {noun} {prep} {det} {noun} was {adj} and {adj}.',
    'Do you think {det} {noun} will be {adj} {adv}?',
    '{lip}, {lip}, {lip}, {lip}, {lip}.',
    '{lip} {lip} {lip} and {lip} {lip}.',
    '{name} and {name} will {lip} the {lip} {lip} {adv}.',
    'It costs {n} dollars and {n} cents at {n} {lip} street.',
    '{word} {word} {word} {word} {word} {word}.',
    'The {word} of {word} {verb} {det} {word}.',
    '{word}, {word} and {word}.',
]


def lexicon_words():
    """Plain lower-case words of 3 to 9 letters; their pronunciation is the synthesizer's business."""
    if not LEXICON.exists():
        return WORDS['noun']
    words = re.findall(r'^\("([a-z]{3,9})"', LEXICON.read_text('latin1'), re.M)
    return sorted(set(words))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--count', type=int, default=6000)
    parser.add_argument('--seed', type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    rare = lexicon_words()

    def fill(match):
        kind = match.group(1)
        if kind == 'n':
            return str(rng.randint(2, 999))
        if kind == 'd':
            return str(rng.randint(0, 9))
        if kind == 'lip':
            return rng.choice(LIPS)
        if kind == 'word' or (kind in ('noun', 'adj') and rng.random() < 0.4):
            return rng.choice(rare)
        return rng.choice(WORDS[kind])

    for _ in range(args.count):
        sentence = re.sub(r'{(\w+)}', fill, rng.choice(TEMPLATES))
        print(sentence[0].upper() + sentence[1:])


if __name__ == '__main__':
    main()
