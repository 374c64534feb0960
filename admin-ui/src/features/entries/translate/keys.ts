/** What the keys of the translators' desk do. */
export type DeskKey = 'save' | 'down' | 'up' | 'copy' | 'confirm';

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The meaning of a key; nothing for those that are the browser's or the text's. */
export function keyOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press): DeskKey | undefined {
  if (shiftKey) return undefined;
  const command = ctrlKey || metaKey;
  if (key === 'Enter') return command && !altKey ? 'save' : altKey && !command ? 'confirm' : undefined;
  if (altKey && !command) return key === 'ArrowDown' ? 'down' : key === 'ArrowUp' ? 'up' : undefined;
  return ctrlKey && altKey && code === 'KeyC' ? 'copy' : undefined;
}

/** Which suggestion Alt and a number ask for. */
export function suggestionOf({ code, ctrlKey, metaKey, altKey, shiftKey }: Press): number | undefined {
  const number = /^(?:Digit|Numpad)([123])$/.exec(code)?.[1];
  return altKey && !ctrlKey && !metaKey && !shiftKey && number ? Number(number) : undefined;
}

/** The keys as they are written, for the help. */
export const keyNames: [string[], DeskKey | 'suggestion'][] = [
  [['Ctrl/⌘', 'Enter'], 'save'],
  [['Alt', '↓'], 'down'],
  [['Alt', '↑'], 'up'],
  [['Ctrl', 'Alt', 'C'], 'copy'],
  [['Alt', 'Enter'], 'confirm'],
  [['Alt', '1 … 3'], 'suggestion'],
];
