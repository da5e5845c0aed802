import { MascotRive, useLipwireClient, useMascotState } from '@lipwire/react';
import { type ReactNode, useEffect } from 'react';
import type { CallDesk } from '../call/call-desk';
import { isInCall } from '../call/live-call';
import { CallControls } from './call-controls';
import { CameraPreview } from './camera-preview';
import { CaptionList } from './caption-list';
import { LatencyPanel } from './latency/latency-panel';
import { MascotVoice } from './mascot-voice';
import { MessageForm } from './message-form';
import { phaseOf } from './phase';
import { ProblemList } from './problem-list';
import { SiteNav } from './site-nav';
import { StateLine } from './state-line';
import { useStore } from './use-store';

/** What stands on the page. */
export interface CallStageProps {
  readonly desk: CallDesk;
  readonly debug: boolean;
  /** Shown beside the mascot while there is no call. */
  readonly children: ReactNode;
}

/** The mascot and everything around it. */
export function CallStage({ desk, debug, children }: CallStageProps) {
  const client = useLipwireClient();
  const call = useStore(desk.call.subscribe, desk.call.getState);
  const microphone = useStore(desk.microphone.subscribe, desk.microphone.getState);
  const phase = phaseOf(useMascotState(), microphone);

  useEffect(() => {
    if (debug) Object.assign(window, { lipwire: { client, desk } });
  }, [client, desk, debug]);

  return (
    <main className="page" data-phase={phase}>
      <header className="masthead">
        <SiteNav current="call" />
        <div className="masthead-end">
          <LatencyPanel />
          <StateLine phase={phase} />
        </div>
      </header>
      <div className="stage">
        <div className="disc" aria-hidden="true" />
        <div className="mascot">
          <MascotRive />
        </div>
        <CameraPreview camera={desk.camera} />
        {!isInCall(call) && children}
      </div>
      <div className="words">
        <ProblemList desk={desk} />
        <CaptionList isIdle={!isInCall(call)} />
      </div>
      <footer className="dock">
        <MessageForm call={desk.call} />
        <CallControls desk={desk} />
      </footer>
      <MascotVoice call={desk.call} microphone={desk.microphone} debug={debug} />
    </main>
  );
}
