import { captionsOf } from '@lipwire/browser';
import { useLipwireClient } from '@lipwire/react';
import { type SubmitEvent, useState } from 'react';
import type { LiveCall } from '../call/live-call';
import { SendIcon } from './icons';
import { useStore } from './use-store';

/** Longer lines are not conversation. */
const MAX_CHARACTERS = 2000;

/** A line to type instead of speaking. */
export function MessageForm({ call }: { call: LiveCall }) {
  const client = useLipwireClient();
  const { status } = useStore(call.subscribe, call.getState);
  const [text, setText] = useState('');
  // A line that is typed while the connection changes waits for the next one.
  const isOpen = status === 'connected' || status === 'reconnecting';
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const line = text.trim();
    if (!line || !isOpen) return;
    setText('');
    call.sendText(line);
    captionsOf(client).addTyped(line);
    client.conversation.expectReply();
  };
  return (
    <form className="message" onSubmit={send}>
      <input
        type="text"
        aria-label="Message"
        placeholder={isOpen ? 'Type a message' : 'Start a call to type'}
        autoComplete="off"
        enterKeyHint="send"
        maxLength={MAX_CHARACTERS}
        // Not disabled: that would take the focus from whoever types when the call ends.
        readOnly={!isOpen}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="send" aria-label="Send message" disabled={!isOpen || text.trim() === ''}>
        <SendIcon />
      </button>
    </form>
  );
}
