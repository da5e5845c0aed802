import type { Camera } from '@lipwire/browser';
import { useEffect, useRef } from 'react';
import { useStore } from './use-store';

/** What the camera sees, mirrored as people know themselves; what is sent is not mirrored. */
export function CameraPreview({ camera }: { camera: Camera }) {
  const state = useStore(camera.subscribe, camera.getState);
  const stream = state.status === 'on' ? state.stream : undefined;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream ?? null;
  }, [stream]);
  if (!stream) return null;
  return <video ref={video} className="preview" aria-label="Your camera" autoPlay muted playsInline />;
}
