import type { Action, Entry } from '@/api/types';

/** What may be done is the server's word alone: the desk only looks whether an action is offered. */
export const offers = (entry: Pick<Entry, 'actions'>, name: string) => entry.actions.some((action) => action.name === name);

const asked = (need: string | undefined) => need !== undefined && need !== 'none' && need !== '';

/** Whether something has to be entered or confirmed before. */
export const needsDialog = (action: Action) =>
  asked(action.reason) || asked(action.at) || asked(action.organisation) || action.tone === 'danger' || action.name === 'delete';

const byTone = (action: Action) => (action.tone === 'primary' ? 0 : 1);

interface Room {
  /** The page is about a text: what concerns the whole entry goes into the menu. */
  textOnly?: boolean;
  /** There is room for the main step and one more. */
  narrow?: boolean;
}

/** Buttons for the steps of the text itself; what concerns the whole entry or takes it away is in the menu. */
export function arrange(actions: Action[], { textOnly = false, narrow = false }: Room = {}): { buttons: Action[]; menu: Action[] } {
  const shown = actions.filter((action) => !action.hidden && !asked(action.revision));
  const isButton = (action: Action) =>
    (action.scope === 'variant' || !textOnly) &&
    (action.tone === 'primary' || (action.scope === 'variant' && action.tone !== 'danger') || action.name === 'reject');
  // One button stands out: the first main step of the workflow.
  let buttons = shown.filter(isButton).sort((a, b) => byTone(a) - byTone(b));
  if (narrow) buttons = [...buttons.slice(0, 1), ...second(buttons.slice(1))];
  return { buttons, menu: shown.filter((action) => !buttons.includes(action)) };
}

/** The one that stands beside the main step: that all of it is still right, or the answer with words. */
function second(rest: Action[]): Action[] {
  const one = rest.find((action) => action.scope === 'entry') ?? rest.find((action) => asked(action.reason)) ?? rest[0];
  return one ? [one] : [];
}
