import { useLipwireClient } from '@lipwire/react';
import type { CallDesk } from '../call/call-desk';
import { isInCall } from '../call/live-call';
import { CallIcon, CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from './icons';
import { LevelMeter } from './level-meter';
import { useStore } from './use-store';

/** Microphone, call, camera. */
export function CallControls({ desk }: { desk: CallDesk }) {
  const client = useLipwireClient();
  const call = useStore(desk.call.subscribe, desk.call.getState);
  const microphone = useStore(desk.microphone.subscribe, desk.microphone.getState);
  const camera = useStore(desk.camera.subscribe, desk.camera.getState);
  const inCall = isInCall(call);
  const hears = (microphone.status === 'on' || microphone.status === 'starting') && !microphone.muted;
  const sees = camera.status === 'on' || camera.status === 'starting';

  const start = async () => {
    // The mascot greets.
    if (await desk.start()) client.conversation.expectReply();
  };

  return (
    <div className="controls">
      <button
        type="button"
        className="round"
        data-on={inCall && hears}
        data-failed={microphone.status === 'failed'}
        disabled={!inCall}
        onClick={desk.toggleMicrophone}
        aria-label={inCall && !hears ? 'Unmute microphone' : 'Mute microphone'}
      >
        <LevelMeter microphone={desk.microphone} />
        {inCall && !hears ? <MicrophoneOffIcon /> : <MicrophoneIcon />}
      </button>
      <button
        type="button"
        className="call"
        data-ends={inCall}
        onClick={inCall ? desk.end : start}
        aria-label={inCall ? 'End call' : 'Start call'}
      >
        <CallIcon />
        <span>{inCall ? 'End call' : 'Start call'}</span>
      </button>
      <button
        type="button"
        className="round"
        data-on={sees}
        data-failed={camera.status === 'failed'}
        disabled={!inCall || call.status === 'connecting'}
        onClick={desk.toggleCamera}
        aria-label={sees ? 'Turn camera off' : 'Turn camera on'}
      >
        {sees ? <CameraIcon /> : <CameraOffIcon />}
      </button>
    </div>
  );
}
