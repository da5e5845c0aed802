import type { CallDesk } from '../call/call-desk';
import { CallIcon, CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from './icons';
import { LevelMeter } from './level-meter';
import { useStore } from './use-store';

/** Microphone, call, camera. */
export function CallControls({ desk }: { desk: CallDesk }) {
  const { status } = useStore(desk.call.subscribe, desk.call.getState);
  const microphone = useStore(desk.microphone.subscribe, desk.microphone.getState);
  const camera = useStore(desk.camera.subscribe, desk.camera.getState);
  const inCall = status !== 'disconnected';
  const hears = (microphone.status === 'on' || microphone.status === 'starting') && !microphone.muted;
  const sees = camera.status === 'on' || camera.status === 'starting';

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
        onClick={inCall ? desk.end : desk.start}
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
        disabled={status !== 'connected'}
        onClick={desk.toggleCamera}
        aria-label={sees ? 'Turn camera off' : 'Turn camera on'}
      >
        {sees ? <CameraIcon /> : <CameraOffIcon />}
      </button>
    </div>
  );
}
