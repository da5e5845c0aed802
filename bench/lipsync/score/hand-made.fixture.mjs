/** A phone after the other: `sil .3  m .1` becomes labels with times in seconds. */
function phones(line) {
  let end = 0;
  return line
    .trim()
    .split(/ {2,}/)
    .map((pair) => {
      const [p, seconds] = pair.split(' ');
      const start = end;
      end = Math.round((end + Number(seconds)) * 1000) / 1000;
      return { p, start, end };
    });
}

/** `300 21  380 2` becomes cues; a third word is the time at which the cue came. */
function cues(line) {
  return line
    .trim()
    .split(/ {2,}/)
    .map((triple) => {
      const [t, v, at] = triple.split(' ').map(Number);
      return at === undefined ? { t, v } : { t, v, at };
    });
}

/** `300 PP` becomes cues in an engine's own symbols. */
function symbols(line) {
  return line
    .trim()
    .split(/ {2,}/)
    .map((pair) => ({ t: Number(pair.split(' ')[0]), n: pair.split(' ')[1] }));
}

/**
 * Recordings that hold every case of the scorer: a pause in the middle, closures side by side, `uh`, which may be drawn in
 * two ways, speech without a label, a label that nobody knows, stress digits, capitals, and times between frames.
 */
export const LABELS = {
  mama: phones('sil .3  m .1  aa .2  m .1  aa .2  sil .3'),
  book: phones(
    'sil .253  B .071  UH1 .118  k .084  sil .412  sh .133  iy .097  p .052  b .049  spn .2  f .09  ow1 .16  sil .27',
  ),
  strange: phones('h# .18  w .09  xx .12  r .06  v .075  t .065  y .05  uw .14  pau .35  ch .11  ao .13  l .07  z .13'),
};

/** An engine that is nearly right, in our own alphabet, with the moments at which its cues came. */
export const OURS = {
  mama: { cues: cues('310 21 388  384 2 462  515 21 593  620 2 698  895 0 973'), durationMs: 1200 },
  book: {
    cues: cues(
      '236 21 310  330 7 408  441 20 520  520 0 600  930 16 1005  1071 6 1150  1150 21 1228  1290 19 1368  1490 18 1560  1565 3 1640  1742 0 1820',
    ),
    durationMs: 1989,
  },
  // Out of order, a flicker, a cue before the start, movement in the pause, and no length.
  strange: {
    cues: cues(
      '-5 0 70  415 18 490  190 7 270  400 13 480  470 19 548  505 6 580  525 6 600  545 7 620  660 0 740  760 19 840  790 0 870  1040 16 1120  1155 8 1230  1290 15 1368',
    ),
  },
};

/** One that speaks another alphabet, is late, and has nothing to say of `mama`. */
export const LATE = {
  book: {
    set: 'oculus15',
    cues: symbols('330 PP  400 U  510 kk  590 sil  1000 CH  1130 I  1230 PP  1300 nn  1550 FF  1640 O  1800 sil'),
    durationMs: 1989,
  },
  strange: {
    set: 'oculus15',
    cues: symbols('260 U  390 RR  470 FF  560 DD  600 U  750 sil  1110 SS  1190 aa  1360 SS'),
    durationMs: 1570,
  },
};
