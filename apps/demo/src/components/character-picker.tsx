import { CHARACTERS } from '../characters';

/** Whom to talk to. */
export interface CharacterPickerProps {
  /** Mascot of the one who is there. */
  readonly mascot: string;
  readonly onChoose: (mascot: string) => void;
}

/** A face for each character that one may call. */
export function CharacterPicker({ mascot, onChoose }: CharacterPickerProps) {
  return (
    <fieldset className="characters">
      <legend className="unseen">Whom do you want to talk to?</legend>
      {CHARACTERS.map((character) => (
        <label key={character.mascot} className="character" title={character.name}>
          <input
            type="radio"
            name="character"
            className="unseen"
            value={character.mascot}
            checked={character.mascot === mascot}
            onChange={() => onChoose(character.mascot)}
          />
          {/* biome-ignore lint/performance/noImgElement: a small file of our own, there is nothing to optimize. */}
          <img src={`/lipwire/${character.mascot}.webp`} alt="" width={56} height={56} />
          <span>{character.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
