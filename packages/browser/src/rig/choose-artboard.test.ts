import { describe, expect, it } from 'vitest';
import { chooseArtboard } from './choose-artboard.js';

const contents = [
  { name: 'Widget', stateMachines: ['Idle'] },
  { name: 'Character', stateMachines: ['Other', 'mascotStateMachine'] },
  { name: 'Old', stateMachines: ['Zero', 'InLesson'] },
  { name: 'Picture', stateMachines: [] },
];
const src = '/mascot.riv';

describe('chooseArtboard', () => {
  it('takes what mascots are called, unless the app names something', () => {
    expect(chooseArtboard(contents, { src })).toEqual({ artboard: 'Character', stateMachine: 'mascotStateMachine' });
    expect(chooseArtboard(contents, { src, artboard: 'Old' }).stateMachine).toBe('InLesson');
    expect(chooseArtboard(contents, { src, artboard: 'Widget' }).stateMachine).toBe('Idle');
    expect(chooseArtboard(contents, { src, artboard: 'Picture' }).stateMachine).toBeUndefined();
    expect(chooseArtboard(contents, { src, stateMachine: 'Other' }).stateMachine).toBe('Other');
    expect(chooseArtboard(contents.slice(2), { src }).artboard).toBe('Old');
  });

  it('lists what there is when a name is unknown', () => {
    expect(() => chooseArtboard(contents, { src, artboard: 'character' })).toThrow(
      expect.objectContaining({
        code: 'BROWSER_ARTBOARD_UNKNOWN',
        message: '/mascot.riv has no artboard "character". It has "Widget", "Character", "Old", "Picture".',
      }),
    );
    expect(() => chooseArtboard(contents, { src, stateMachine: 'InLesson' })).toThrow(
      expect.objectContaining({
        code: 'BROWSER_STATE_MACHINE_UNKNOWN',
        message:
          'Artboard "Character" of /mascot.riv has no state machine "InLesson". It has "Other", "mascotStateMachine".',
      }),
    );
    expect(() => chooseArtboard([], { src })).toThrow('/mascot.riv has no artboard "Character". It has none.');
  });
});
