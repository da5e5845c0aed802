import { useLipwireClient } from '@lipwire/react';
import { useEffect, useState } from 'react';
import type { CallDesk } from '../call/call-desk';
import { isInCall } from '../call/live-call';
import { useStore } from './use-store';

/** What went wrong, each as a sentence that says what to do. */
export function ProblemList({ desk }: { desk: CallDesk }) {
  const call = useStore(desk.call.subscribe, desk.call.getState);
  const tokens = useStore(desk.call.tokens.subscribe, desk.call.tokens.getState);
  const microphone = useStore(desk.microphone.subscribe, desk.microphone.getState);
  const camera = useStore(desk.camera.subscribe, desk.camera.getState);
  const mascotProblem = useMascotProblem(call.status === 'connecting');

  const sentences = new Set<string>();
  if (call.problem) sentences.add(call.problem.message);
  // During a call the next call's token does not matter, and behind a call's problem there is room for no other.
  else if (!isInCall(call) && tokens.status === 'failed') sentences.add(messageOf(tokens.error));
  if (mascotProblem) sentences.add(mascotProblem);
  if ('problem' in microphone && microphone.problem) {
    sentences.add(`${microphone.problem.message} Until then you can type.`);
  }
  if ('problem' in camera && camera.problem) sentences.add(camera.problem.message);
  return [...sentences].map((sentence) => (
    <p key={sentence} className="problem" role="alert">
      {sentence}
    </p>
  ));
}

/** The latest thing that the mascot could not do, such as making a sound; a call that begins is a new try. */
function useMascotProblem(isBeginning: boolean): string | undefined {
  const client = useLipwireClient();
  const [problem, setProblem] = useState<string>();
  useEffect(() => client.listen((event) => event.type === 'error' && setProblem(event.error.message)), [client]);
  useEffect(() => {
    if (isBeginning) setProblem(undefined);
  }, [isBeginning]);
  return problem;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The server of this page gave no token. Reload the page.';
}
