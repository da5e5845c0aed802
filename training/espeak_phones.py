"""Speech by espeak-ng's library, with phones and their times in any language of `ipa_phones.py`.

The library tells where each phoneme starts. For consonants that is not where the mouth moves, and the sound itself says
where it does:

- A stop is announced when it bursts. The silence before it, in which the mouth is shut, is the stop's.
- A vowel after m, n or a voiced stop is announced 20 to 40 ms after the mouth has opened: when the formants have settled.
  The step in the treble is where it opened.
"""

import ctypes
from collections import Counter

import numpy as np

from ipa_phones import phones_of

RATE_HZ = 22050
# Two phones in one event: the first takes a bit more than half of the time.
FIRST_SHARE = 0.55
STOPS = {'p', 't', 'k', 'ch', 'b', 'd', 'g', 'jh'}
VOICED_CLOSURES = {'m', 'n', 'ng', 'b', 'd', 'g'}
ROUNDED = {'uw', 'ow', 'ao', 'w'}
FRICATIVES = {'s', 'z', 'sh', 'zh', 'f', 'v', 'th', 'dh', 'hh', 'ch', 'jh'}
SILENT = 60  # of 32768
# Some variants have an echo, which fills closures; between vowel and burst this share of the loudest is still silence.
ECHO_SHARE = 0.05
# After a pause the lips close some time before the burst; how long nobody hears. Inside a word, never longer than this.
CLOSURE_AFTER_PAUSE_S, CLOSURE_MOST_S, CLOSURE_LEAST_S = 0.04, 0.12, 0.006
# A voiced stop shorter than this is announced at its burst: there is no opening left to look for.
CLOSURE_SEEN_S = 0.035
OPENING_DB, OPENING_WINDOW_S = 6, 0.006
# Less than this without silence is the first moment of the next sound, not a pause.
PAUSE_LEAST_S = 0.08


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
    """Speaks a sentence and says when each phone starts. Counts symbols that it cannot name in `unknown`."""

    def __init__(self):
        self.unknown = Counter()
        self._lib = ctypes.CDLL('libespeak-ng.so.1')
        self._pcm, self._events = bytearray(), []
        self._callback = _Callback(self._take)  # kept: the library holds only the pointer
        self._lib.espeak_Initialize(2, 0, None, _EVENTS | _IPA)
        self._lib.espeak_SetSynthCallback(self._callback)

    def speak(self, text, voice, words_per_minute=175, pitch=50, pitch_range=50, language='en'):
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
        samples = np.frombuffer(bytes(self._pcm), np.int16).astype(np.float32)
        phones = self._to_phones(len(samples) / RATE_HZ, language)
        return None if phones is None else (bytes(self._pcm), follow_the_mouth(join_short_pauses(phones, samples), samples))

    def _take(self, samples, count, event):
        if samples and count > 0:
            self._pcm.extend(ctypes.string_at(samples, 2 * count))
        i = 0
        while event[i].type != 0:
            if event[i].type == _PHONEME:
                self._events.append((event[i].sample, event[i].id.string.decode('utf8', 'replace')))
            i += 1
        return 0

    def _to_phones(self, end, language):
        # `(en)` says that a word of another language begins; it takes no mouth, and its time is the sound's before it.
        marks = [(0.0, '')] + [(at / RATE_HZ, symbol) for at, symbol in self._events if not symbol.startswith('(')]
        phones, strange, glide = [], [], None
        for (start, symbol), (stop, _) in zip(marks, marks[1:] + [(end, '')]):
            stop = min(stop, end)
            if language == 'en' and symbol == 'ʲ' and phones:  # an off-glide belongs to the consonant before it
                phones[-1] = (phones[-1][0], phones[-1][1], stop)
                continue
            if stop <= start:
                continue
            names = phones_of(symbol, language)
            if names is None:
                strange.append(symbol)
                continue
            if glide is not None and names[0] in ROUNDED:  # lips round before the tongue has left the soft consonant
                start = phones.pop()[1]
            glide = symbol if symbol == 'ʲ' else None
            middle = start + FIRST_SHARE * (stop - start) if len(names) == 2 else stop
            phones.append((names[0], start, middle))
            if len(names) == 2:
                phones.append((names[1], middle, stop))
        self.unknown.update(strange)
        return None if strange else phones


def join_short_pauses(phones, samples):
    joined = []
    for phone, start, stop in phones:
        if joined and joined[-1][0] == 'pau' and joined[-1][2] - joined[-1][1] < PAUSE_LEAST_S:
            before = samples[round(joined[-1][1] * RATE_HZ) : round(start * RATE_HZ)]
            if len(before) and np.abs(before).max() > 10 * SILENT:
                start = joined.pop()[1]
        joined.append((phone, start, stop))
    return joined


def follow_the_mouth(phones, samples):
    """Moves the borders that espeak-ng's events put elsewhere than the sound does."""
    borders = [start for _, start, _ in phones] + [phones[-1][2]] if phones else []
    echo = max(SILENT, ECHO_SHARE * float(np.percentile(np.abs(samples), 99))) if len(samples) else SILENT
    for i in range(1, len(phones)):
        before, phone = phones[i - 1][0], phones[i][0]
        if phone in STOPS:
            least, most = borders[i - 1], CLOSURE_AFTER_PAUSE_S if before == 'pau' else CLOSURE_MOST_S
            silence = silence_before(samples, round(borders[i] * RATE_HZ), SILENT if before in FRICATIVES else echo) / RATE_HZ
            if silence >= CLOSURE_LEAST_S:
                borders[i] = max(least + 0.01, borders[i] - min(silence, most))
        long_enough = phones[i - 1][2] - phones[i - 1][1] > CLOSURE_SEEN_S
        if long_enough and before in VOICED_CLOSURES and phone not in VOICED_CLOSURES and phone != 'pau':
            borders[i] = opening(samples, borders[i - 1], borders[i])
    return [(phone, start, stop) for (phone, _, _), start, stop in zip(phones, borders, borders[1:]) if stop > start]


def silence_before(samples, at, level):
    """Samples under a level that end at a sample, or up to 5 ms before it (a burst starts softly)."""
    slack = RATE_HZ // 200
    loud = np.flatnonzero(np.abs(samples[max(0, at - RATE_HZ // 4) : max(0, at - slack)]) > level)
    start = max(0, at - RATE_HZ // 4) + (loud[-1] + 1 if len(loud) else 0)
    return at - start if start < at - slack else 0


def opening(samples, start, stop):
    """Where, in the later two thirds of a voiced closure, the treble steps up; its end if it does not."""
    treble = np.diff(samples, n=2)
    window = round(OPENING_WINDOW_S * RATE_HZ)
    first = round((start + (stop - start) / 3) * RATE_HZ)
    best, where = OPENING_DB, stop
    for at in range(max(first, window), round(stop * RATE_HZ) + window, window // 4):
        quiet, loud = (np.sqrt(np.mean(treble[a : a + window] ** 2) + 1) for a in (at - window, at))
        step = 20 * np.log10(loud / quiet)
        if at / RATE_HZ < stop and step > best:
            best, where = step, at / RATE_HZ
    return where
