import { MascotRive, useMascotLiveAPI } from '@lipwire/react';
import type { CallDesk } from '../call/call-desk';
import { CallControls } from './call-controls';
import { CameraPreview } from './camera-preview';
import { CaptionList } from './caption-list';
import { MessageForm } from './message-form';
import { phaseOf } from './phase';
import { ProblemList } from './problem-list';
import { StateLine } from './state-line';
import { useStore } from './use-store';

/** The mascot and everything around it. */
export function CallStage({ desk }: { desk: CallDesk }) {
  const call = useStore(desk.call.subscribe, desk.call.getState);
  const microphone = useStore(desk.microphone.subscribe, desk.microphone.getState);
  // The only line that gives the call a face: sound and mouth follow the session's socket.
  useMascotLiveAPI({ session: { status: call.status } });
  const phase = phaseOf({ call, microphone, isSpeaking: false });

  return (
    <main className="page" data-phase={phase}>
      <header className="masthead">
        <span className="wordmark">Lipwire</span>
        <StateLine phase={phase} />
      </header>
      <section className="stage" aria-label="Mascot">
        <div className="disc" aria-hidden="true" />
        <div className="mascot">
          <MascotRive />
        </div>
        <CameraPreview camera={desk.camera} />
      </section>
      <section className="words">
        <ProblemList desk={desk} />
        <CaptionList captions={desk.call.captions} isIdle={call.status === 'disconnected'} />
      </section>
      <footer className="dock">
        <MessageForm call={desk.call} />
        <CallControls desk={desk} />
      </footer>
    </main>
  );
}
