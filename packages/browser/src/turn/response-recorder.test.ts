import { describe, expect, it } from 'vitest';
import { ResponseRecorder } from './response-recorder.js';

describe('ResponseRecorder', () => {
  it('joins the audio and places the cues in the time of the turn', () => {
    const recorder = new ResponseRecorder();
    // 2 samples at 1 kHz are 2 ms.
    recorder.addVisemes([{ visemeId: 4, offset: 1 }], recorder.addAudio(Uint8Array.of(1, 0, 2, 0), 1000));
    recorder.addVisemes([{ visemeId: 2, offset: -0.5 }], recorder.addAudio(Uint8Array.of(3, 0), 1000));
    recorder.addVisemes([{ visemeId: 0, offset: 0 }]);
    const response = recorder.finish();
    expect(response?.mergedAudioBase64).toBe('AQACAAMA');
    expect(response?.mergedAudioBase64).toBe('AQACAAMA');
    expect(response).toMatchObject({
      mergedVisemes: [
        { visemeId: 4, offset: 1 },
        { visemeId: 2, offset: 1.5 },
        { visemeId: 0, offset: 3 },
      ],
      totalDurationMs: 3,
      sampleRate: 1000,
    });
    // Apps keep it in state and store it.
    expect({ ...response }.mergedAudioBase64).toBe('AQACAAMA');
    expect(JSON.parse(JSON.stringify(response))).toEqual({ ...response });
    expect(recorder.finish()).toBeUndefined();
  });

  it('keeps five minutes', () => {
    const recorder = new ResponseRecorder();
    const minute = new Uint8Array(2 * 8000 * 60);
    for (let i = 0; i < 7; i++) recorder.addVisemes([{ visemeId: 1, offset: 5 }], recorder.addAudio(minute, 8000));
    const response = recorder.finish();
    expect(response?.totalDurationMs).toBe(300_000);
    expect(response?.mergedVisemes).toHaveLength(5);
  });
});
