import { useEffect, useRef, type ReactNode } from 'react';

/** Takes the focus when it appears: a summary of problems must not be overlooked. */
export function FocusWhenShown({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A dialog that is open tells it itself, and keeps the focus.
    if (document.querySelector('[role="dialog"]')) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'center' });
  }, []);
  return <div ref={box} tabIndex={-1}>{children}</div>;
}
