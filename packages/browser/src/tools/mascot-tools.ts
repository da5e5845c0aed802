import { EXPRESSIONS, GESTURES } from '@lipwire/rig/contract';
import { PLAY_GESTURE, SET_EXPRESSION } from './is-mascot-tool.js';

/**
 * A function as Gemini's `setup` declares it.
 *
 * Each also has `behavior: 'NON_BLOCKING'`, so that the model goes on speaking. The type leaves that out: the official SDK
 * types it as an enum of its own, to which no string is assignable.
 */
export interface MascotFunctionDeclaration {
  name: string;
  description: string;
  /** Schema of the arguments. */
  parameters: object;
}

/**
 * What lets the model move the mascot's face: `set_expression` and `play_gesture`, to be put into `config.tools`.
 *
 * Works on a server too, where a token fixes the tools of its call. Answer the calls with `answerMascotTool`.
 */
export const mascotTools: { functionDeclarations: MascotFunctionDeclaration[] }[] = [
  {
    functionDeclarations: [
      declaration(
        SET_EXPRESSION,
        'Changes the face that the user sees while you speak. Call it right before the words it belongs to, when what ' +
          'you say has a mood: happy for good news, sad to show sympathy, surprised, thinking, confused. Most sentences ' +
          'need none; the face is neutral again by itself when you have finished. Never speak about it.',
        'expression',
        EXPRESSIONS,
      ),
      declaration(
        PLAY_GESTURE,
        'Makes your body do something once while you speak. Call it right before the words it belongs to: wave for hello ' +
          'and goodbye, nod for yes, shakeHead for no, shrug if you do not know, cheer for success, bow for thanks, giggle ' +
          'for something funny. At most one in a few sentences. Never speak about it.',
        'gesture',
        GESTURES,
      ),
    ],
  },
];

function declaration(
  name: string,
  description: string,
  parameter: string,
  values: readonly string[],
): MascotFunctionDeclaration & { behavior: 'NON_BLOCKING' } {
  return {
    name,
    description,
    behavior: 'NON_BLOCKING',
    parameters: {
      type: 'OBJECT',
      properties: { [parameter]: { type: 'STRING', enum: [...values] } },
      required: [parameter],
    },
  };
}
