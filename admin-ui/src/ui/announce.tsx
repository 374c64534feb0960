import { useSyncExternalStore } from 'react';

// One live region for the whole desk. A screen reader reads what is put there, without moving the focus.
let message = '';
const listeners = new Set<() => void>();

/** Says something to people who do not see the page. */
export function announce(text: string) {
  message = text;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {text}
    </div>
  );
}
