import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import { zh } from './zh.ts';

/** Sentences by language: each wish must be heard, and nothing be heard in the others. */
export const wishesByLanguage = { en, es, fr, de, pt, it, nl, zh };
