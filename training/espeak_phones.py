"""espeak-ng's IPA symbols as ARPABET, and the library's phoneme events as labels with exact times."""

import ctypes

RATE_HZ = 22050

ARPABET = {
    # Vowels. A trailing length mark is dropped before the look-up.
    'ɪ': 'ih', 'i': 'iy', 'ᵻ': 'ih', 'e': 'ey', 'ɛ': 'eh', 'æ': 'ae', 'a': 'ae', 'ɐ': 'ah', 'ʌ': 'ah', 'ə': 'ax',
    'ɑ': 'aa', 'ɒ': 'aa', 'ɔ': 'ao', 'o': 'ow', 'ʊ': 'uh', 'u': 'uw', 'ʉ': 'uw', 'ɜ': 'er', 'ɚ': 'er', 'ɝ': 'er',
    'eɪ': 'ey', 'aɪ': 'ay', 'əɪ': 'ay', 'ɔɪ': 'oy', 'aʊ': 'aw', 'ʌʉ': 'aw', 'æʊ': 'aw', 'oʊ': 'ow', 'əʊ': 'ow', 'aa': 'aa',
    # Consonants
    'p': 'p', 'b': 'b', 't': 't', 'd': 'd', 'k': 'k', 'ɡ': 'g', 'f': 'f', 'v': 'v', 'θ': 'th', 'ð': 'dh', 's': 's',
    'z': 'z', 'ʃ': 'sh', 'ʒ': 'zh', 'tʃ': 'ch', 'dʒ': 'jh', 'h': 'hh', 'm': 'm', 'n': 'n', 'n̩': 'n', 'ŋ': 'ng',
    'l': 'l', 'ɫ': 'l', 'r': 'r', 'ɹ': 'r', 'ɾ': 'dx', 'w': 'w', 'ʍ': 'w', 'j': 'y', 'ʔ': 't', 'x': 'k', 't̪': 'th',
    '': 'pau',
}

# Two sounds in one event: the first takes a bit more than half of the time.
PAIRS = {
    'əl': ('ax', 'l'), 'oːɹ': ('ao', 'r'), 'ɔːɹ': ('ao', 'r'), 'ɑːɹ': ('aa', 'r'), 'ɛɹ': ('eh', 'r'), 'ɪɹ': ('ih', 'r'),
    'ʊɹ': ('uh', 'r'), 'ʉɹ': ('uw', 'r'), 'ʌɹ': ('ah', 'r'), 'əɹ': ('ax', 'r'), 'iə': ('iy', 'ax'), 'eə': ('eh', 'ax'),
    'ɛə': ('ae', 'ax'), 'ʊə': ('uh', 'ax'), 'aɪə': ('ay', 'ax'), 'aɪɚ': ('ay', 'er'), 'ɔə': ('ao', 'ax'),
}
FIRST_SHARE = 0.55


class _Id(ctypes.Union):
    _fields_ = [('number', ctypes.c_int), ('name', ctypes.c_char_p), ('string', ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ('type', ctypes.c_int), ('uid', ctypes.c_uint), ('text_position', ctypes.c_int), ('length', ctypes.c_int),
        ('audio_position', ctypes.c_int), ('sample', ctypes.c_int), ('user', ctypes.c_void_p), ('id', _Id),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))
_PHONEME = 7
_EVENTS, _IPA = 1, 2
_RATE, _PITCH, _RANGE = 1, 3, 4


class Espeak:
    """Speaks a sentence and says when each phone starts."""

    def __init__(self):
        self._lib = ctypes.CDLL('libespeak-ng.so.1')
        self._pcm, self._events = bytearray(), []
        self._callback = _Callback(self._take)  # kept: the library holds only the pointer
        self._lib.espeak_Initialize(2, 0, None, _EVENTS | _IPA)
        self._lib.espeak_SetSynthCallback(self._callback)

    def speak(self, text, voice, words_per_minute=175, pitch=50, pitch_range=50):
        """Returns (16-bit samples as bytes at RATE_HZ, [(phone, start s, end s)]); None for an unknown symbol."""
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f'espeak-ng has no voice {voice}')
        for parameter, value in ((_RATE, words_per_minute), (_PITCH, pitch), (_RANGE, pitch_range)):
            self._lib.espeak_SetParameter(parameter, value, 0)
        self._pcm.clear()
        self._events.clear()
        raw = text.encode()
        self._lib.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, 1, None, None)
        self._lib.espeak_Synchronize()
        end = len(self._pcm) / 2 / RATE_HZ
        phones = _to_phones(self._events, end)
        return None if phones is None else (bytes(self._pcm), phones)

    def _take(self, samples, count, event):
        if samples and count > 0:
            self._pcm.extend(ctypes.string_at(samples, 2 * count))
        i = 0
        while event[i].type != 0:
            if event[i].type == _PHONEME:
                self._events.append((event[i].sample, event[i].id.string.decode('utf8', 'replace')))
            i += 1
        return 0


def _to_phones(events, end):
    marks = [(0.0, '')] + [(sample / RATE_HZ, symbol) for sample, symbol in events]
    phones = []
    for (start, symbol), (stop, _) in zip(marks, marks[1:] + [(end, '')]):
        stop = min(stop, end)
        if symbol == 'ʲ' and phones:  # a palatal off-glide belongs to the consonant before it
            phones[-1] = (phones[-1][0], phones[-1][1], stop)
            continue
        if stop <= start:
            continue
        if symbol in PAIRS:
            middle = start + FIRST_SHARE * (stop - start)
            phones += [(PAIRS[symbol][0], start, middle), (PAIRS[symbol][1], middle, stop)]
            continue
        phone = ARPABET.get(symbol) or ARPABET.get(symbol.rstrip('ː:'))
        if phone is None:
            return None
        phones.append((phone, start, stop))
    return phones
