/**
 * Follows what the user's system asks for: less motion, or not.
 *
 * @param onChange told the present answer at once, and each new one.
 * @returns stops it. Where there is no browser it never tells anything.
 */
export function watchReducedMotion(onChange: (reduced: boolean) => void): () => void {
  if (typeof matchMedia !== 'function') return () => {};
  const query = matchMedia('(prefers-reduced-motion: reduce)');
  const tell = () => onChange(query.matches);
  query.addEventListener('change', tell);
  tell();
  return () => query.removeEventListener('change', tell);
}
