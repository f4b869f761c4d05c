/**
 * Folds case the way SOQL compares text: over all of Unicode, unlike SQLite's own NOCASE. Deterministic, so that
 * indexes may be built over it; changing it needs a rebuild of those indexes.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // JavaScript chooses the final form of sigma by its place in the word; equality must not depend on that.
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}
