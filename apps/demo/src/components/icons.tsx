import type { ReactNode } from 'react';

/** Line icons on a 24-pixel grid; they take the colour of the text. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const MICROPHONE = (
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </>
);
const CAMERA = (
  <>
    <rect x="3" y="6.5" width="12.5" height="11" rx="2.5" />
    <path d="m15.5 11 5.5-3v8l-5.5-3" />
  </>
);
const STRUCK = <path d="m4 4 16 16" />;

export const MicrophoneIcon = () => <Icon>{MICROPHONE}</Icon>;
export const MicrophoneOffIcon = () => (
  <Icon>
    {MICROPHONE}
    {STRUCK}
  </Icon>
);
export const CameraIcon = () => <Icon>{CAMERA}</Icon>;
export const CameraOffIcon = () => (
  <Icon>
    {CAMERA}
    {STRUCK}
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5M6 11l6-6 6 6" />
  </Icon>
);
export const CallIcon = () => (
  <Icon>
    <path d="M5 4h3.4l1.6 4.2-2 1.6a12 12 0 0 0 6.200 6.200l1.600-2L20 15.600V19a1.5 1.5 0 0 1-1.600 1.5C10.600 20 4 13.400 3.5 5.600A1.5 1.5 0 0 1 5 4Z" />
  </Icon>
);
export const PlayIcon = () => (
  <Icon>
    <path d="M8 5.5v13l10.5-6.5Z" fill="currentColor" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon>
    <path d="M8.5 6v12M15.5 6v12" strokeWidth="3" />
  </Icon>
);
export const StopIcon = () => (
  <Icon>
    <rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5ZM13.5 3.5v5h5" />
  </Icon>
);
export const DownloadIcon = () => (
  <Icon>
    <path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />
  </Icon>
);
export const PulseIcon = () => (
  <Icon>
    <path d="M3 12h4l2.5-6 4.5 12 2.5-6H21" />
  </Icon>
);
