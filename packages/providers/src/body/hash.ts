/** Takes one more character into the hash of a text, a whole number of 32 bits; that of the empty text is 0. */
export function hashWith(hash: number, char: number): number {
  return (Math.imul(hash, 31) + char) | 0;
}

/** The hash of a text. */
export function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = hashWith(hash, text.charCodeAt(i));
  return hash;
}
