'use client';

import { MascotClient, MascotProvider, useMascot, useMascotPlayback } from '@lipwire/react';
import { RuntimeLoader, useRive } from '@rive-app/react-canvas';
import { useState } from 'react';

// A page that speaks prepared sentences, as apps have it that were written for the published interface: it loads its mascot
// with Rive itself, has the audio and the visemes, and plays both.

interface VisemeData {
  offset: number;
  visemeId: number;
}

interface Prefetched {
  audioData: { visemesBySequence: Map<number, VisemeData[]> };
  duration: number;
}

RuntimeLoader.setWasmUrl('/lipwire/rive.wasm');

/** Lips that close in the middle and at the end of "mama". */
const PREFETCHED: Prefetched = {
  audioData: {
    visemesBySequence: new Map([
      [
        2,
        [
          { offset: 900, visemeId: 21 },
          { offset: 1100, visemeId: 2 },
          { offset: 1600, visemeId: 0 },
        ],
      ],
      [
        1,
        [
          { offset: 0, visemeId: 21 },
          { offset: 200, visemeId: 2 },
        ],
      ],
    ]),
  },
  duration: 1600,
};

function Speaker() {
  const { rive, RiveComponent } = useMascot();
  const playback = useMascotPlayback({
    manualSpeakingStateControl: true,
    enableNaturalLipSync: true,
    naturalLipSyncConfig: { minVisemeInterval: 40, mergeWindow: 60, preserveCriticalVisemes: true },
  });
  const [speaking, setSpeaking] = useState(false);

  const speak = async () => {
    playback.reset();
    playback.loadPrefetchedData(PREFETCHED.audioData.visemesBySequence);
    playback.setSpeakingStateManually(true);
    setSpeaking(true);
    playback.play();
    // Here the app plays its audio.
    await new Promise((resolve) => setTimeout(resolve, PREFETCHED.duration));
    playback.setSpeakingStateManually(false);
    playback.reset();
    setSpeaking(false);
  };

  return (
    <div style={{ width: 600, height: 600 }}>
      <RiveComponent />
      <button type="button" onClick={speak} disabled={!rive}>
        Speak
      </button>
      <p>
        {speaking ? 'speaks' : 'rests'}, {rive?.stateMachineNames.join()}
      </p>
    </div>
  );
}

export default function Page() {
  const rive = useRive({
    src: '/lipwire/miso.riv',
    artboard: 'Character',
    stateMachines: 'mascotStateMachine',
    autoplay: true,
  });
  return (
    <MascotProvider>
      <MascotClient rive={rive}>
        <Speaker />
      </MascotClient>
    </MascotProvider>
  );
}
