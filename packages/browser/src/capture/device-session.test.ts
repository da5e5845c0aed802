import { describe, expect, it } from 'vitest';
import { FakeDevices } from '../../test/fake-devices.js';
import { settle } from '../../test/manual-clock.js';
import { type DeviceLine, DeviceSession } from './device-session.js';

function setUp({ connected = ['built-in'], deviceId }: { connected?: string[]; deviceId?: string } = {}) {
  const devices = new FakeDevices('audioinput', connected);
  const lines: (DeviceLine & { closed: boolean })[] = [];
  const session = new DeviceSession({
    device: 'microphone',
    platform: { devices, permissionFor: devices.permissionFor },
    constraints: () => ({ echoCancellation: true }),
    deviceId,
    connect: async (line) => {
      const entry = { ...line, closed: false };
      lines.push(entry);
      return () => {
        entry.closed = true;
      };
    },
  });
  const seen: string[] = [];
  session.subscribe(() => {
    const state = session.getState();
    const problem = 'problem' in state ? state.problem?.code.replace('BROWSER_MICROPHONE_', '') : undefined;
    seen.push([state.status, problem].filter(Boolean).join(' '));
  });
  const device = () => {
    const state = session.getState();
    return state.status === 'on' ? state.device : undefined;
  };
  return { devices, lines, session, seen, device };
}

describe('DeviceSession', () => {
  it('opens the default device, names it, and gives it back', async () => {
    const { session, devices, lines, seen, device } = setUp();
    await Promise.all([session.start(), session.start()]);
    await session.start();
    expect(devices.asked).toEqual([{ echoCancellation: true }]);
    expect(device()).toEqual({ deviceId: 'built-in', label: 'The built-in' });
    session.stop();
    session.stop();
    expect(devices.track.stopped).toBe(true);
    expect(lines[0]?.closed).toBe(true);
    expect(seen).toEqual(['starting', 'on', 'off']);
  });

  it('gives back at once what is granted, or connected, after it was stopped', async () => {
    const early = setUp();
    const started = early.session.start();
    early.session.stop();
    await started;
    expect(early.devices.track.stopped).toBe(true);
    expect(early.lines).toEqual([]);

    const late = setUp();
    const connecting = late.session.start();
    while (late.lines.length === 0) await Promise.resolve();
    late.session.stop();
    await connecting;
    expect(late.lines[0]?.closed).toBe(true);
    expect(late.devices.track.stopped).toBe(true);
    expect(late.session.getState()).toEqual({ status: 'off' });
  });

  it('stopped and started again while permission is asked for, it opens one device', async () => {
    const { session, devices, lines } = setUp();
    const first = session.start();
    session.stop();
    await Promise.all([first, session.start()]);
    expect(devices.tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
    expect(lines).toHaveLength(1);
    expect(session.getState().status).toBe('on');
  });

  it('takes the default device where the chosen one is missing, and the chosen one when it comes', async () => {
    const { session, devices, device } = setUp({ deviceId: 'headset' });
    await session.start();
    expect(device()?.deviceId).toBe('built-in');
    devices.plug('built-in', 'headset');
    await settle();
    expect(device()?.deviceId).toBe('headset');
    expect(devices.tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  it('changes the device while it is on, and later while it is off', async () => {
    const { session, devices, device } = setUp({ connected: ['built-in', 'headset'] });
    await session.start();
    await session.choose('headset');
    expect(device()?.deviceId).toBe('headset');
    session.stop();
    await session.choose(undefined);
    expect(devices.tracks).toHaveLength(2);
    await session.start();
    expect(device()?.deviceId).toBe('built-in');
  });

  it('goes on with the default device when the one in use is unplugged', async () => {
    const { session, devices, lines, seen, device } = setUp({
      connected: ['built-in', 'headset'],
      deviceId: 'headset',
    });
    await session.start();
    lines[0]?.alive();
    devices.connected.pop();
    devices.track.end();
    await settle();
    expect(seen).toEqual(['starting', 'on', 'starting', 'on']);
    expect(device()?.deviceId).toBe('built-in');
    expect(lines[0]?.closed).toBe(true);
    devices.plug('built-in', 'headset');
    await settle();
    expect(device()?.deviceId).toBe('headset');
  });

  it('says that the only device was unplugged, and takes the next that is plugged in', async () => {
    const { session, devices, lines, seen } = setUp();
    await session.start();
    lines[0]?.alive();
    devices.connected.pop();
    devices.track.end();
    await settle();
    expect(seen.at(-1)).toBe('failed UNPLUGGED');
    devices.plug();
    await settle();
    expect(seen.at(-1)).toBe('failed UNPLUGGED');
    devices.plug('headset');
    await settle();
    expect(seen.at(-1)).toBe('on');
    session.stop();
    devices.plug('headset', 'built-in');
    await settle();
    expect(seen.at(-1)).toBe('off');
  });

  it('says that permission was taken back', async () => {
    const { session, devices, lines, seen } = setUp();
    await session.start();
    lines[0]?.alive();
    devices.refusal = new DOMException('Permission denied', 'NotAllowedError');
    devices.permission = { decision: 'denied', allowedByPolicy: true };
    devices.track.end();
    await settle();
    expect(seen.at(-1)).toBe('failed DENIED');
    // Another device changes nothing: the user was asked once.
    devices.plug('built-in', 'headset');
    await settle();
    expect(devices.asked).toHaveLength(2);
  });

  it('does not open a device over and over that ends before it gave anything', async () => {
    const { session, devices, seen } = setUp();
    await session.start();
    devices.track.end();
    await settle();
    expect(devices.asked).toHaveLength(1);
    expect(seen.at(-1)).toBe('failed UNPLUGGED');
  });

  it('shows what the system takes away, and what is wrong besides', async () => {
    const { session, devices, lines, seen } = setUp();
    await session.start();
    const problem = { code: 'BROWSER_MICROPHONE_STUCK', message: '' } as const;
    lines[0]?.setProblem(problem);
    devices.track.mute(true);
    devices.track.mute(true);
    devices.track.mute(false);
    lines[0]?.setProblem(undefined);
    expect(seen).toEqual(['starting', 'on', 'on STUCK', 'on INTERRUPTED', 'on STUCK', 'on']);
  });

  it.each([
    ['NotAllowedError', 'denied', true, 'Permission denied', 'DENIED'],
    ['NotAllowedError', undefined, true, '', 'DENIED'],
    ['NotAllowedError', 'prompt', true, 'Permission dismissed', 'DISMISSED'],
    ['NotAllowedError', 'granted', true, 'Permission denied by system', 'SYSTEM_DENIED'],
    ['NotAllowedError', 'denied', false, 'Permission denied', 'BLOCKED'],
    ['SecurityError', 'denied', true, '', 'DENIED'],
    ['NotFoundError', 'granted', true, '', 'MISSING'],
    ['NotReadableError', 'granted', true, '', 'BUSY'],
    ['TypeError', 'granted', true, '', 'FAILED'],
  ] as const)('%s with permission %s, allowed %s, "%s" is %s', async (name, decision, allowed, message, reason) => {
    const { session, devices } = setUp();
    devices.refusal = new DOMException(message, name);
    devices.permission = { decision, allowedByPolicy: allowed };
    await session.start();
    const state = session.getState();
    expect(state).toMatchObject({
      status: 'failed',
      problem: { code: `BROWSER_MICROPHONE_${reason}`, cause: devices.refusal },
    });
    expect((state as { problem: { message: string } }).problem.message).toMatch(/microphone.*[.]$/);
    // The user may have done what the sentence says.
    devices.refusal = undefined;
    await session.start();
    expect(session.getState().status).toBe('on');
  });

  it('lists what is connected, with names once the user has allowed it', async () => {
    const { session, devices } = setUp();
    const lists: string[] = [];
    const unsubscribe = session.list.subscribe(() =>
      lists.push(
        session.list
          .getState()
          .map(({ deviceId, label }) => `${deviceId}: ${label}`)
          .join(', '),
      ),
    );
    await settle();
    await session.start();
    await settle();
    devices.plug('built-in', 'headset');
    await settle();
    // Something else was plugged in.
    devices.plug('built-in', 'headset');
    await settle();
    expect(lists).toEqual(['built-in: ', 'built-in: The built-in', 'built-in: The built-in, headset: The headset']);
    unsubscribe();
    unsubscribe();
    session.stop();
    devices.plug();
    await settle();
    expect(lists).toHaveLength(3);
  });
});
