"""Which mouth shape a phone is drawn with. Must agree with `packages/cues/src/alphabet.ts` (a test checks)."""

VISEME_PHONES = [
    'sil pau sp h# epi', 'ae ax ah ax-h', 'aa', 'ao', 'ey eh uh', 'er axr', 'y iy ih ix', 'w uw ux wh', 'ow', 'aw', 'oy',
    'ay', 'h hh hv', 'r', 'l el', 's z', 'sh ch jh zh', 'th dh', 'f v', 'd t n dx nx en dcl tcl', 'k g ng eng kcl gcl',
    'p b m em pcl bcl',
]
VISEME_OF_PHONE = {phone: viseme for viseme, phones in enumerate(VISEME_PHONES) for phone in phones.split()}
VISEME_COUNT = len(VISEME_PHONES)

# The ten classes that an eye tells apart, by viseme: silence, closed, lip to teeth, tongue or teeth, sh, r, spread,
# open, round and open, round and tight. Used to report accuracy, not to train.
VISUAL_CLASS = [0, 7, 7, 8, 6, 5, 6, 9, 8, 7, 8, 7, 3, 5, 3, 3, 4, 3, 2, 3, 3, 1]

# The phones that networks learn beside visemes: what a mouth does not show helps to hear what it does.
PHONES = ('sil aa ae ah ao aw ay b ch d dh eh er ey f g hh ih iy jh k l m n ng ow oy p r s sh t th uh uw v w y z zh').split()
PHONE_COUNT = len(PHONES)
_SAME = {'pau': 'sil', 'sp': 'sil', 'h#': 'sil', 'epi': 'sil', 'ax': 'ah', 'ax-h': 'ah', 'axr': 'er', 'ix': 'ih', 'ux': 'uw', 'wh': 'w',
         'h': 'hh', 'hv': 'hh', 'el': 'l', 'en': 'n', 'em': 'm', 'eng': 'ng', 'dx': 'd', 'nx': 'n', 'dcl': 'd', 'tcl': 't', 'kcl': 'k',
         'gcl': 'g', 'pcl': 'p', 'bcl': 'b'}
PHONE_ID = {phone: PHONES.index(_SAME.get(phone, phone)) for phone in VISEME_OF_PHONE}
VISEME_OF_PHONE_ID = [VISEME_OF_PHONE[phone] for phone in PHONES]
