/** Something that moves like speech: a buzz through two wandering resonances, hiss, and pauses. */
export function babble(seconds: number, rateHz: number): Float32Array {
  let noise = 1;
  return Float32Array.from({ length: seconds * rateHz }, (_, i) => {
    const t = i / rateHz;
    const syllable = Math.floor(t * 5);
    noise = (noise * 16_807) % 2_147_483_647;
    if (syllable % 6 === 5) return 0;
    const [f1, f2] = [300 + ((syllable * 211) % 500), 900 + ((syllable * 397) % 1300)];
    let buzz = 0;
    for (let harmonic = 1; harmonic <= 25; harmonic++) {
      const hz = 125 * harmonic;
      buzz +=
        (Math.exp(-(((hz - f1) / 120) ** 2)) + 0.6 * Math.exp(-(((hz - f2) / 180) ** 2))) *
        Math.sin(2 * Math.PI * hz * t);
    }
    const hiss = (noise / 2_147_483_647 - 0.5) * (syllable % 4 === 1 ? 0.3 : 0.01);
    return 0.15 * buzz * Math.sin(Math.PI * ((t * 5) % 1)) + hiss;
  });
}
