/**
 * What the mascot does in the conversation, as far as its eyes and head are concerned.
 *
 * - `idle`: there is no conversation. `waiting`: it is the user's turn. `hearing`: the user speaks.
 * - `thinking`: it looks for an answer. `speaking`: its voice is heard. `attending`: it was interrupted.
 */
export type LifeMode = 'idle' | 'waiting' | 'hearing' | 'thinking' | 'speaking' | 'attending';
