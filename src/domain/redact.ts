/** What a reviewer need not know: names, addresses, numbers. Masking of cards and secrets came before, when it was stored. */

/** What is known of the customer, so that it can be left out. */
export interface KnownPerson {
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
}

const patterns: [RegExp, string][] = [
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}\.\p{L}{2,24}/gu, '[email]'],
  [/https?:\/\/[^\s<>"']{1,2000}/gu, '[address]'],
  [/(?<![\p{L}\p{N}])\+?\d(?:[\s()./-]{0,2}\d){5,17}(?![\p{L}\p{N}])/gu, '[number]'],
  [
    /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}-]{0,24}\d)(?=[\p{L}\p{N}-]{0,24}\p{L})[\p{L}\p{N}-]{6,24}(?![\p{L}\p{N}])/gu,
    '[number]',
  ],
];

/** "My name is ...", in the languages of the house; what follows, up to three capitalised words, is a name. */
const introduced =
  /((?:my name is|this is|i am|i'm|mein name ist|ich bin|ich heiße|je m'appelle|me llamo|mi nombre es|mi chiamo|mijn naam is|ik ben|meu nome é)\s{1,3})((?:\p{Lu}[\p{L}'-]{1,30}\s?){1,3})/giu;

/** The text with placeholders. */
export function redact(text: string, person: KnownPerson): string {
  let out = text;
  for (const known of [person.email, person.phone, ...namesOf(person.name)])
    if (known !== undefined && known.length > 1) out = without(out, known);
  out = out.replace(introduced, (whole, intro: string, name: string) =>
    /^\p{Lu}/u.test(name) ? `${intro}[name] ` : whole,
  );
  for (const [pattern, placeholder] of patterns) out = out.replace(pattern, placeholder);
  return out;
}

/** The whole name, then each part of it that is long enough to be one. */
function namesOf(name: string | undefined): string[] {
  if (name === undefined) return [];
  return [name, ...name.split(/\s+/u).filter((part) => part.length > 2)];
}

function without(text: string, known: string): string {
  const lower = text.toLowerCase();
  const wanted = known.toLowerCase();
  if (lower.length !== text.length) return text.replaceAll(known, '[name]');
  let out = '';
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    const end = at + wanted.length;
    const isWord =
      !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[end] ?? '');
    out += text.slice(from, at) + (isWord ? '[name]' : text.slice(at, end));
    from = end;
  }
  return out + text.slice(from);
}
