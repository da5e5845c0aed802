import { bands } from './log-mel';
import { BANDS, Settings, settings } from './settings';
import { Stream } from './stream';

/** f32[BANDS]: the newest row of features. */
export const features: usize = memory.data(BANDS * 4, 16);

/** The newest frame made independent of loudness and channel, as `src/features/level-normaliser.ts`. */
export function normalise(stream: Stream, logPower: f64): void {
  const set = changetype<Settings>(settings);
  let level = stream.level;
  if (logPower > level) {
    level += set.attack * (logPower - level);
  } else {
    const decay = logPower > level - set.activeRange ? set.decayActive : set.decayPause;
    level = max(set.lowestLevel, level - decay);
  }
  stream.level = level;
  const active = logPower > level - set.activeRange;
  if (active && stream.activeFrames < <i32>set.averagedFrames) stream.activeFrames++;
  const learn = active ? 1 / min(set.typicalFrames + <f64>stream.activeFrames, set.averagedFrames) : 0;

  const levels = f32x4.splat(<f32>level);
  const lowest = f32x4.splat(-(<f32>set.bandRange));
  const share = f32x4.splat(<f32>learn);
  const scale = f32x4.splat(<f32>set.scale);
  for (let i: usize = 0; i < <usize>BANDS * 4; i += 16) {
    const relative = f32x4.pmax(f32x4.sub(v128.load(bands + i), levels), lowest);
    const before = v128.load(stream.mean + i);
    const mean = f32x4.add(before, f32x4.mul(share, f32x4.sub(relative, before)));
    v128.store(stream.mean + i, mean);
    v128.store(features + i, f32x4.mul(f32x4.sub(relative, mean), scale));
  }
}
