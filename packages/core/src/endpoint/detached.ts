/**
 * A copy of a text that shares no memory with what it was cut from. What is remembered must be one: engines keep the whole
 * source of a slice alive, and the source may be a URL with its query.
 */
export function detached(text: string): string {
  return text.split('').join('');
}
