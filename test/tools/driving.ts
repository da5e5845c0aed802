import type { LipwireClient } from '@lipwire/browser';

export function welcome(mascot: LipwireClient) {
  mascot.setTheme({ primaryColor: '#3d6fb4', accentColor: '#f2b134', accessory: 'headphones' });
  mascot.setExpression('happy', { holdMs: 4000 }); // for four seconds
  mascot.playGesture('wave'); // false: this file has no such gesture, or the user wants no movement
}

export function cheerfulShop(mascot: LipwireClient) {
  mascot.setExpression('happy'); // until you say otherwise
  mascot.configure({ expressiveness: 'calm', followPointer: false });
}

export function showTheAnswer(mascot: LipwireClient, isRight: boolean) {
  mascot.setExpression(isRight ? 'happy' : 'confused', { withSpeech: true }); // as long as it speaks about it
  mascot.playGesture(isRight ? 'cheer' : 'shrug');
}
