import { afterEach, describe, expect, it, vi } from 'vitest';
import { AudioUnlock } from './audio-unlock.js';

/** A context that runs only when a gesture asks it to, as browsers have it. */
class LockedContext extends EventTarget {
  state: AudioContextState = 'suspended';
  resumes = 0;
  gesture = false;
  async resume(): Promise<void> {
    this.resumes++;
    if (this.gesture) this.become('running');
  }
  become(state: AudioContextState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

function gestureOn(context: LockedContext, page: EventTarget, type = 'pointerdown'): void {
  context.gesture = true;
  page.dispatchEvent(new Event(type));
  context.gesture = false;
}

describe('AudioUnlock', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('starts the context on the first gesture, and then leaves the page alone', () => {
    const context = new LockedContext();
    const page = new EventTarget();
    const changes: string[] = [];
    const unlock = new AudioUnlock(context, page, () => changes.push(context.state));
    expect(unlock.running).toBe(false);
    expect(context.resumes).toBe(1);
    gestureOn(context, page, 'keydown');
    expect(unlock.running).toBe(true);
    gestureOn(context, page);
    expect(context.resumes).toBe(2);
    expect(changes).toEqual(['running']);
  });

  it.each(['pointerdown', 'pointerup', 'touchend', 'keydown', 'click'])('counts %s as a gesture', (type) => {
    const context = new LockedContext();
    const page = new EventTarget();
    new AudioUnlock(context, page, () => {});
    gestureOn(context, page, type);
    expect(context.state).toBe('running');
  });

  it('leaves a phone call alone, and starts it again on the next gesture', () => {
    const context = new LockedContext();
    const page = new EventTarget();
    const unlock = new AudioUnlock(context, page, () => {});
    gestureOn(context, page);
    context.become('interrupted' as AudioContextState);
    expect(context.resumes).toBe(2);
    gestureOn(context, page, 'touchend');
    expect(unlock.running).toBe(true);
  });

  it('asks again when the call is over and iOS leaves it suspended', () => {
    const context = new LockedContext();
    const page = new EventTarget();
    const unlock = new AudioUnlock(context, page, () => {});
    gestureOn(context, page);
    context.become('interrupted' as AudioContextState);
    // A context that a gesture has started once may start without another.
    context.gesture = true;
    context.become('suspended');
    expect(unlock.running).toBe(true);
  });

  it.each(['visibilitychange', 'pageshow', 'focus'])('asks again on %s, when the page comes back', (type) => {
    const context = new LockedContext();
    const page = new EventTarget();
    const unlock = new AudioUnlock(context, page, () => {});
    gestureOn(context, page);
    context.become('interrupted' as AudioContextState);
    vi.stubGlobal('document', { visibilityState: 'hidden' });
    gestureOn(context, page, type);
    expect(unlock.running).toBe(false);
    vi.stubGlobal('document', { visibilityState: 'visible' });
    gestureOn(context, page, type);
    expect(unlock.running).toBe(true);
    const asked = context.resumes;
    gestureOn(context, page, type);
    expect(context.resumes).toBe(asked);
  });

  it('does nothing after it was closed, or the context was', () => {
    const context = new LockedContext();
    const page = new EventTarget();
    const unlock = new AudioUnlock(context, page, () => {});
    unlock.close();
    unlock.close();
    gestureOn(context, page);
    expect(context.resumes).toBe(1);
    context.state = 'closed';
    unlock.resume();
    expect(context.resumes).toBe(1);
  });
});
