import { openEngines } from '../lipsync/engines/open-engines.mjs';

const PEERS = ['headaudio', 'wlipsync', 'wawa'];

/**
 * CPU time of other engines that run live, by the runners of the accuracy benchmark: each in the 48 kHz context that it is
 * made for, its own code only. What the browser does for them is not counted, resampling above all; for wawa-lipsync, whose
 * spectrum comes from an AnalyserNode, our stand-in for that node is.
 *
 * @returns {Promise<{ title: string, best?: number, median?: number, note?: string }[]>} `note` where one cannot be had.
 */
export async function measurePeers({ speech, rateHz, runs }) {
  const seconds = speech.length / rateHz;
  const results = [];
  for (const name of PEERS) {
    try {
      const { engines, left } = await openEngines({ engines: [name] });
      for (const note of left) results.push({ title: name, note });
      for (const engine of engines) {
        const taken = [];
        for (let run = -1; run < runs; run++) {
          const record = await engine.run({ id: 'speech', samples: speech, sampleRateHz: rateHz });
          if (run >= 0 && record?.cpuSeconds !== undefined) taken.push(record.cpuSeconds / seconds);
        }
        taken.sort((a, b) => a - b);
        results.push({ title: engine.title, best: taken[0], median: taken[taken.length >> 1] });
        await engine.close?.();
      }
    } catch (error) {
      results.push({ title: name, note: `left out: ${error.message.split('\n')[0]}` });
    }
  }
  return results;
}
