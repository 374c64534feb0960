/**
 * Whether the server said in the middle of work that nobody is signed in any more. The shell then
 * asks for the password in place; whoever waits (an editor with unsaved text) hears when it is over.
 */
let ended = false;
const listeners = new Set<() => void>();

export const sessionEnded = {
  get: () => ended,
  set(value: boolean) {
    if (ended === value) return;
    ended = value;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
