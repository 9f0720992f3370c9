/** JSON pointers (RFC 6901): `/rules/3/when`, in which `~1` stands for a slash and `~0` for a tilde within a name. */

/** What a pointer looks like. */
export const jsonPointer = /^(?:\/(?:[^~/]|~[01])*)*$/;

/** The names on the way, the outermost first; none for the whole document. */
export function pointerParts(pointer: string): string[] {
  const [, ...parts] = pointer.split('/');
  // The tilde last: `~01` is the name `~1`.
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer to the end of a way. */
export function pointerTo(parts: readonly (string | number)[]): string {
  return parts
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
