import { chinese } from './zh.ts';
import { dutch } from './nl.ts';
import { english } from './en.ts';
import { french } from './fr.ts';
import { german } from './de.ts';
import { italian } from './it.ts';
import type { Lexicon } from './lexicon.ts';
import { portuguese } from './pt.ts';
import { spanish } from './es.ts';

/** Every language the detectors read. A turn is read in all of them: customers mix languages. */
export const lexicons: readonly Lexicon[] = [
  english,
  spanish,
  french,
  german,
  portuguese,
  italian,
  dutch,
  chinese,
];
