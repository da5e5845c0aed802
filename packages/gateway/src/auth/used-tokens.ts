/**
 * What came of claiming a token: `claimed` once in its life, `used` from then on, `unavailable` if the record cannot be
 * asked now, which lets nobody in.
 */
export type Claim = 'claimed' | 'used' | 'unavailable';

/** The record that makes a token good for one session. */
export interface UsedTokens {
  /**
   * Marks a token as used. However many claim one token at one time, exactly one gets `claimed`.
   *
   * @param tokenId id of a token that was opened and found valid.
   */
  claim(tokenId: string): Promise<Claim>;
}
