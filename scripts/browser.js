/** The browser in which pages are driven: a real Chromium, the shell without a window where it is installed, since it is light. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const executablePath = places.find((place) => existsSync(place));

/** Whether there is one; a test file that has none says so and skips. */
export const hasChromium = executablePath !== undefined;
if (!hasChromium) console.warn(`SKIPPED: no ${places.join(' or ')}, no page is driven`);

/** Starts it. Nothing here is drawn by a graphics card, nor by a program that plays one. */
export function openBrowser() {
  if (executablePath === undefined) throw new Error(`install ${places.join(' or ')}`);
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}
