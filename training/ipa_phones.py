"""espeak-ng's IPA symbols as ARPABET, by language: the nearest phone to look at, not to hear.

ARPABET is English. A sound that English lacks gets the phone whose mouth a viewer would see on a speaker of that
language; where a choice is open to debate a comment says why. A symbol may stand for two phones, one after the other.
"""

ENGLISH = {
    # Vowels. A trailing length mark is dropped before the look-up.
    'ɪ': 'ih', 'i': 'iy', 'ᵻ': 'ih', 'e': 'ey', 'ɛ': 'eh', 'æ': 'ae', 'a': 'ae', 'ɐ': 'ah', 'ʌ': 'ah', 'ə': 'ax',
    'ɑ': 'aa', 'ɒ': 'aa', 'ɔ': 'ao', 'o': 'ow', 'ʊ': 'uh', 'u': 'uw', 'ʉ': 'uw', 'ɜ': 'er', 'ɚ': 'er', 'ɝ': 'er',
    'eɪ': 'ey', 'aɪ': 'ay', 'əɪ': 'ay', 'ɔɪ': 'oy', 'aʊ': 'aw', 'ʌʉ': 'aw', 'æʊ': 'aw', 'oʊ': 'ow', 'əʊ': 'ow', 'aa': 'aa',
    # Two sounds in one event.
    'əl': 'ax l', 'oːɹ': 'ao r', 'ɔːɹ': 'ao r', 'ɑːɹ': 'aa r', 'ɛɹ': 'eh r', 'ɪɹ': 'ih r', 'ʊɹ': 'uh r', 'ʉɹ': 'uw r',
    'ʌɹ': 'ah r', 'əɹ': 'ax r', 'iə': 'iy ax', 'eə': 'eh ax', 'ɛə': 'ae ax', 'ʊə': 'uh ax', 'aɪə': 'ay ax', 'aɪɚ': 'ay er',
    'ɔə': 'ao ax',
    # Consonants
    'p': 'p', 'b': 'b', 't': 't', 'd': 'd', 'k': 'k', 'ɡ': 'g', 'f': 'f', 'v': 'v', 'θ': 'th', 'ð': 'dh', 's': 's',
    'z': 'z', 'ʃ': 'sh', 'ʒ': 'zh', 'tʃ': 'ch', 'dʒ': 'jh', 'h': 'hh', 'm': 'm', 'n': 'n', 'n̩': 'n', 'ŋ': 'ng',
    'l': 'l', 'ɫ': 'l', 'r': 'r', 'ɹ': 'r', 'ɾ': 'dx', 'w': 'w', 'ʍ': 'w', 'j': 'y', 'ʔ': 't', 'x': 'k', 't̪': 'th',
    '': 'pau',
}

# What the five languages below have in common; each adds to it and overrides it.
SHARED = {
    # Pure vowels. The open one has the jaw lower than English `cat`; the mid ones do not glide.
    'a': 'aa', 'aː': 'aa', 'ɑ': 'aa', 'e': 'eh', 'ɛ': 'eh', 'i': 'iy', 'ɪ': 'ih', 'o': 'ow', 'ɔ': 'ao', 'u': 'uw',
    # Lips are rounded in all of them, unlike SAPI's picture of English `book`, which is half open and wide.
    'ʊ': 'uw',
    'ə': 'ax', 'ɐ': 'ah', 'ʌ': 'ah',
    'aɪ': 'ay', 'aʊ': 'aw', 'ɔɪ': 'oy', 'oɪ': 'oy',
    'p': 'p', 'b': 'b', 't': 't', 'd': 'd', 'k': 'k', 'ɡ': 'g', 'f': 'f', 'v': 'v', 'θ': 'th', 'ð': 'dh', 's': 's',
    'z': 'z', 'ʃ': 'sh', 'ʒ': 'zh', 'tʃ': 'ch', 'dʒ': 'jh', 'ts': 't s', 'dz': 'd z', 'm': 'm', 'n': 'n', 'ŋ': 'ng',
    'l': 'l', 'w': 'w', 'j': 'y', 'ʔ': 't',
    # Tip of the tongue, lips free: an English r rounds them, and would look wrong here.
    'r': 'dx', 'ɾ': 'dx',
    # Back of the tongue. The voiceless ones are heard, and look, like a strong h; the voiced one like a weak g.
    'x': 'hh', 'χ': 'hh', 'h': 'hh', 'ɣ': 'g', 'ʁ': 'g',
    # Two things happen: the tongue lies flat against the palate, then leaves it, as in English `onion`, `million`.
    'ɲ': 'n y', 'ʎ': 'l y',
    '': 'pau',
}

SPANISH = {
    **SHARED,
    # The lips come near each other and do not quite meet. There is no such phone here; a b with a hint of light is
    # closer than teeth on a lip (v), and it is how animators draw Spanish.
    'β': 'b',
    'ʝ': 'y', 'ɟ': 'y', 'ɟʝ': 'jh', 'dʒ': 'jh',
    'eɪ': 'ey', 'eʊ': 'eh uw', 'oʊ': 'ow', 'uɪ': 'uw iy', 'iʊ': 'iy uw', 'aɪ': 'ay', 'ɛɪ': 'ey', 'ʊɪ': 'uw iy',
}

FRENCH = {
    **SHARED,
    # Rounded front vowels. Lips as for u, o and a loose o. `er` is drawn with lips pushed forward a little, which is
    # what œ and the French schwa are, and English speakers hear both as their `bird`.
    'y': 'uw', 'ø': 'ow', 'œ': 'er', 'ə': 'er', 'ə-': 'er', 'ɥ': 'w',
    # Nasal vowels by lips and jaw alone: bon is rounded and small, un is loosely rounded, vin is spread and open. The
    # one of sans is open; young Parisians begin to round it, the voices here and the Québécois do not.
    'ɔ̃': 'ow', 'œ̃': 'er', 'ɛ̃': 'ae', 'ɑ̃': 'aa',
    'a-': 'aa', 'e-': 'eh', 'o-': 'ow', 'ɛ-': 'eh', 'ɔ-': 'ao', 'i-': 'iy', 'u-': 'uw', 'y-': 'uw',
}

ITALIAN = {
    **SHARED,
    # One event for a long consonant; the mouth does it once.
    'ss': 's', 'ʃʃ': 'sh', 'tts': 't s', 'ddz': 'd z',
    'eɪ': 'ey', 'eʊ': 'eh uw', 'ɛɪ': 'ey', 'uɪ': 'uw iy', 'ɪ': 'iy',
}

RUSSIAN = {
    **SHARED,
    # espeak-ng writes y for ы: lips spread, whatever the symbol says.
    'y': 'ih', 'ɨ': 'ih', 'ɪ^': 'ih', 'ɪ': 'ih', 'ᵻ': 'ih', 'æ': 'ae',
    # The o of ё and the u of ю: further forward on the tongue, lips rounded all the same.
    'ɵ': 'ow', 'u"': 'uw', 'ʉ': 'uw', 'ja': 'y aa', 'ju': 'y uw', 'jo': 'y ow', 'je': 'y eh', 'jɵ': 'y ow', 'jɑ': 'y aa',
    'jʌ': 'y ah', 'ji': 'y iy', 'jɪ': 'y ih', 'jɛ': 'y eh', 'ju"': 'y uw',
    # Soft and hard hushing sounds differ on the tongue; the lips push forward for all.
    'ʂ': 'sh', 'ʐ': 'zh', 'ɕ': 'sh', 'ɕɕ': 'sh', 'ʑ': 'zh', 'ʃʲ': 'sh', 'tɕ': 'ch', 'tʃʲ': 'ch', 'ʃtʃ': 'sh',
    'ɭ': 'l', 'ɫ': 'l',
    # A soft consonant looks like the hard one; the off-glide that espeak-ng times is short and spread.
    'ʲ': 'y',
}

GERMAN = {
    **SHARED,
    # Rounded front vowels, as in French.
    'y': 'uw', 'ʏ': 'uw', 'ø': 'ow', 'œ': 'er', 'œ̃': 'er', 'ɔø': 'oy', 'ɔʏ': 'oy', 'ɔɪ': 'oy',
    # The vowel of -er, open and not rounded; espeak-ng writes it ɜ.
    'ɜ': 'ah', 'ɐ': 'ah', 'ɑ̃': 'aa', 'ɔ̃': 'ow', 'ɛ̃': 'ae',
    # The ich sound comes with the lips of its vowel: like the h of English `hue`.
    'ç': 'hh', 'pf': 'p f', 'n̩': 'n', 'l̩': 'l', 'm̩': 'm',
    # Germans make their r in the throat; espeak-ng's voice taps it, and is labelled for what it does (French has the other).
}

PHONES_OF = {'en': ENGLISH, 'es': SPANISH, 'fr': FRENCH, 'it': ITALIAN, 'ru': RUSSIAN, 'de': GERMAN}


def phones_of(symbol, language):
    """The phones of a symbol, or None. Words of another language are borrowed with their sounds, so English is asked last."""
    for form in (symbol, symbol.rstrip('ː:"'), symbol.rstrip('ʲ') or symbol):
        phones = PHONES_OF[language].get(form)
        if phones is not None:
            return phones.split()
    return ENGLISH[symbol].split() if symbol in ENGLISH else None
