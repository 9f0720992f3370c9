/** Calls an agent who looks elsewhere: a short sound, a notification of the browser, a figure in the tab's title. */
import { useEffect, useRef, useState } from 'react';
import type { Offer } from './data.ts';

const soundKey = 'baton.sound';

/** Two soft tones; made here, so that no file is fetched. Silent where the browser allows no sound yet. */
function ring(): void {
  try {
    const context = new AudioContext();
    const gain = context.createGain();
    gain.connect(context.destination);
    gain.gain.setValueAtTime(0.0001, context.currentTime);
    gain.gain.exponentialRampToValueAtTime(0.12, context.currentTime + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + 0.6);
    [659, 880].forEach((frequency, index) => {
      const tone = context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start(context.currentTime + index * 0.16);
      tone.stop(context.currentTime + 0.6);
      if (index === 1) tone.onended = () => void context.close();
    });
  } catch {
    // No sound device, or none allowed before the first click.
  }
}

function notify(title: string, offer: Offer): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  if (document.visibilityState === 'visible') return;
  const notification = new Notification(title, { tag: offer.id });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
}

/** Whether offers make a sound, and the function that changes it. */
export function useSound(): [boolean, (on: boolean) => void] {
  const [isOn, setIsOn] = useState(() => localStorage.getItem(soundKey) !== 'off');
  return [
    isOn,
    (on) => {
      localStorage.setItem(soundKey, on ? 'on' : 'off');
      setIsOn(on);
    },
  ];
}

/** Whether the browser may be asked for notifications, and the function that asks. */
export function useNotifications(): [boolean, () => void] {
  const read = () => 'Notification' in window && Notification.permission === 'default';
  const [mayAsk, setMayAsk] = useState(read);
  return [mayAsk, () => void Notification.requestPermission().then(() => setMayAsk(read()))];
}

/** Alerts once per offer, and keeps the tab's title. */
export function useOfferAlerts(
  offers: readonly Offer[],
  told: { title: string; sound: boolean },
): void {
  const seen = useRef(new Set<string>());
  const { title, sound } = told;
  useEffect(() => {
    const fresh = offers.filter(({ id }) => !seen.current.has(id));
    for (const offer of fresh) {
      seen.current.add(offer.id);
      notify(title, offer);
    }
    if (fresh.length > 0 && sound) ring();
  }, [offers, title, sound]);
  useEffect(() => {
    document.title = offers.length > 0 ? `(${offers.length}) Baton` : 'Baton';
    return () => {
      document.title = 'Baton';
    };
  }, [offers.length]);
}
