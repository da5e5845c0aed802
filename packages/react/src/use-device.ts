import { useEffect, useState, useSyncExternalStore } from 'react';

/** A microphone or a camera. */
interface Device<State> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getState: () => State;
  stop(): void;
}

/** A device for the life of the component, which is closed when it goes or is hidden, and its state. */
export function useDevice<Opened extends Device<ReturnType<Opened['getState']>>>(
  create: () => Opened,
): readonly [Opened, ReturnType<Opened['getState']>] {
  const [device] = useState(create);
  useEffect(() => () => device.stop(), [device]);
  return [device, useSyncExternalStore(device.subscribe, device.getState, device.getState)];
}
