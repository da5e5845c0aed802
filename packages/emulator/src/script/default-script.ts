import { answerTyped } from './answers.js';
import type { Script } from './script.js';
import { seconds } from './seconds.js';

/** What the emulator says unless it is given another script: short answers that show what it understood. */
export const defaultScript: Script = (input, context) => {
  const { memory } = context;
  switch (input.type) {
    case 'typed':
      return answerTyped(input.text, context);
    case 'spoke': {
      if (input.speechMs === 0) return 'I heard nothing. Is the microphone on?';
      const heard = `You spoke for ${seconds(input.speechMs)}.`;
      // Said once: a joke about its own ears wears off.
      return memory.answers <= 1 ? `${heard} I hear your voice, but I do not know words. Type, and I answer.` : heard;
    }
    case 'function-result':
      return `The function ${spaced(input.name)} says: ${input.result.slice(0, 160)}.`;
  }
};

/** `get_weather` and `getWeather` as words. */
function spaced(name: string): string {
  return name.replace(/[_.-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
}
