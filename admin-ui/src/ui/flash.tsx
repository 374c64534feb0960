import { useEffect, useState, useSyncExternalStore } from 'react';
import { announce } from './announce';
import classes from './flash.module.css';
import { Icon } from './icons';

// A short word that something has been done. It goes away by itself and is also read out.
let current: { text: string; id: number } | undefined;
const listeners = new Set<() => void>();

export function flash(text: string) {
  current = { text, id: (current?.id ?? 0) + 1 };
  announce(text);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

export function Flash() {
  const message = useSyncExternalStore(subscribe, () => current);
  const [gone, setGone] = useState<number>();
  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(() => setGone(message.id), 5000);
    return () => clearTimeout(timer);
  }, [message]);
  if (!message || gone === message.id) return null;
  return (
    <div className={classes.flash} aria-hidden="true">
      <Icon name="check" size={18} />
      {message.text}
    </div>
  );
}
