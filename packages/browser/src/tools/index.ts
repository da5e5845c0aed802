export type {
  MascotFunctionCall,
  MascotFunctionResponse,
  MascotToolAnswer,
  MascotToolCall,
} from './answer-calls-of.js';
export { answerMascotTool } from './answer-mascot-tool.js';
export { isMascotTool } from './is-mascot-tool.js';
export { type MascotFunctionDeclaration, mascotTools } from './mascot-tools.js';
export type { ShowingClient } from './shown-with-speech.js';
