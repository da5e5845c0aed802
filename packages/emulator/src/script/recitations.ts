/** Longer things to say on request; each kind is told in turn, so that asking again brings the next. */
export const RECITATIONS = {
  story: [
    'Once upon a time, a small paper boat set out to find the sea. It slept under bridges and made friends with a frog. One bright morning the banks fell away, and there was water as far as it could see. Pretty big puddle, said the frog. And they sailed on, happily.',
    'There was an old clock that was always five minutes late. Everybody in the village knew it, and so everybody was always on time. One day a clever man repaired it. From then on, the whole village came five minutes early, and nobody knew why.',
    'A young fox heard that the moon lived at the bottom of the pond. She waited there night after night to say hello. At last she bent down and bumped her nose on the water. The moon laughed in a hundred ripples. Ever since, they have met there, and she brings a friend.',
  ],
  joke: [
    'Why did the scarecrow win a prize? Because he was outstanding in his field.',
    'I told my computer that I needed a break. Now it will not stop sending me holiday pictures.',
    'What do you call a bear with no teeth? A gummy bear.',
  ],
  poem: [
    'The mouth may move, the words may fly, a little face may catch your eye. But timing is the thing, my friend: lips that begin when the sounds begin, and close when they come to an end.',
    'Blue is the evening, warm is the lamp, the map on the table is speckled and damp. We planned every mile with a biscuit and tea, and got to the garden by quarter past three.',
  ],
  'tongue twister': [
    'Peter Piper picked a peck of pickled peppers. A peck of pickled peppers Peter Piper picked.',
    'Betty Botter bought some butter, but she said the butter is bitter. If I put it in my batter, it will make my batter bitter.',
    'She sells sea shells by the sea shore. The shells she sells are surely sea shells.',
  ],
} as const;

/** What can be asked for. */
export type Recitation = keyof typeof RECITATIONS;

/** Finds out whether a text asks for one of them. */
export function findRecitation(text: string): Recitation | undefined {
  const asked = /\b(story|tale|joke|poem|rhyme|tongue[ -]twister)\b/i.exec(text)?.[1]?.toLowerCase();
  if (asked === undefined) return undefined;
  if (asked === 'tale') return 'story';
  if (asked === 'rhyme') return 'poem';
  return asked.startsWith('tongue') ? 'tongue twister' : (asked as Recitation);
}
