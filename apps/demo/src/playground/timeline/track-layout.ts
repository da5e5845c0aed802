/** A row of the timeline. */
export interface TrackRow {
  readonly kind: 'ruler' | 'wave' | 'phones' | 'before' | 'after';
  /** Stands above the row, where it has one. */
  readonly caption: string | undefined;
  /** Where the row itself begins, below its caption. */
  readonly topPx: number;
  readonly heightPx: number;
}

const CAPTION_PX = 20;
const GAP_PX = 6;

/** From top to bottom. Phones are known only of speech that was made from text. */
export function layoutTracks({ hasPhones }: { readonly hasPhones: boolean }): {
  readonly rows: readonly TrackRow[];
  readonly heightPx: number;
} {
  const wanted: readonly Pick<TrackRow, 'kind' | 'caption' | 'heightPx'>[] = [
    { kind: 'ruler', caption: undefined, heightPx: 18 },
    { kind: 'wave', caption: undefined, heightPx: 76 },
    ...(hasPhones ? [{ kind: 'phones', caption: 'Phones, as the voice said them', heightPx: 24 } as const] : []),
    { kind: 'before', caption: 'Visemes, as the engine heard them', heightPx: 38 },
    { kind: 'after', caption: 'Visemes after natural lip sync', heightPx: 38 },
  ];
  const rows: TrackRow[] = [];
  let topPx = 0;
  for (const row of wanted) {
    if (row.caption !== undefined) topPx += CAPTION_PX;
    rows.push({ ...row, topPx });
    topPx += row.heightPx + GAP_PX;
  }
  return { rows, heightPx: topPx - GAP_PX };
}
