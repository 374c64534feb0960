import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '@/api/translations';
import { announce } from '@/ui/announce';
import { flash } from '@/ui/flash';
import type { Desk, DeskState } from './desk';
import { keyOf } from './keys';
import { focusControl } from './looks';
import { isDirty } from './meet';
import { isOpen, nextOpen, stepFrom } from './order';

interface DeskKeys {
  desk: Desk;
  state: DeskState;
  segments: Segment[];
  active?: string;
  onActive: (id: string) => void;
}

/** The way from segment to segment: which one is written, and the keys that lead on. */
export function useDeskKeys(frame: RefObject<HTMLElement | null>, { desk, state, segments, active, onActive }: DeskKeys) {
  const { t } = useTranslation();

  const go = useCallback((id: string | undefined, otherwise: string) => {
    if (!id) return announce(otherwise);
    onActive(id);
    focusControl(id);
  }, [onActive]);

  const press = (key: NonNullable<ReturnType<typeof keyOf>>) => {
    const segment = state.view.segments.find((one) => one.id === active);
    const next = () => {
      const id = nextOpen(segments, active, (one) => isOpen(one, state.texts[one.id]));
      if (id) return go(id, '');
      // After the word that it was saved, which would take its place.
      return void desk.flush().then(() => setTimeout(() => flash(t('translate.key.allDone'))));
    };
    switch (key) {
      case 'save':
        desk.retry();
        return next();
      case 'down':
      case 'up':
        return go(stepFrom(segments, active, key === 'down' ? 1 : -1), t('translate.key.end'));
      case 'copy':
        if (!segment || !state.view.writable) return;
        desk.edit(segment.id, segment.source.text);
        return announce(t('translate.key.copied'));
      case 'confirm':
        if (segment?.state !== 'outdated' || isDirty(state.texts[segment.id]) || !state.view.writable) return announce(t('translate.key.nothingToConfirm'));
        desk.confirm(segment.id);
        return next();
    }
  };
  const latest = useRef({ press, active, onActive, desk });
  useEffect(() => {
    latest.current = { press, active, onActive, desk };
  });

  useEffect(() => {
    const list = frame.current;
    if (!list) return;
    let held = false;
    let waiting: string | undefined;
    const focused = (event: FocusEvent) => {
      const id = (event.target as HTMLElement).closest<HTMLElement>('[data-segment]')?.dataset.segment;
      if (!id || id === latest.current.active) return;
      // Below a pointer nothing may move before it is let go, or the click lands elsewhere.
      if (held) waiting = id;
      else latest.current.onActive(id);
    };
    const hold = () => {
      held = true;
    };
    const letGo = () => {
      held = false;
      const id = waiting;
      waiting = undefined;
      if (id) setTimeout(() => latest.current.onActive(id));
    };
    const left = (event: FocusEvent) => {
      const from = (event.target as HTMLElement).closest<HTMLElement>('[data-segment]')?.dataset.segment;
      const to = (event.relatedTarget as HTMLElement | null)?.closest<HTMLElement>('[data-segment]')?.dataset.segment;
      if (from && from !== to) latest.current.desk.leave(from);
    };
    const pressed = (event: KeyboardEvent) => {
      const key = keyOf(event);
      // In a dialog or a menu the keys mean what they mean there.
      if (!key || event.isComposing || (event.target as HTMLElement).closest('[role=dialog], [role=menu]')) return;
      event.preventDefault();
      latest.current.press(key);
    };
    list.addEventListener('pointerdown', hold);
    document.addEventListener('pointerup', letGo);
    document.addEventListener('pointercancel', letGo);
    list.addEventListener('focusin', focused);
    list.addEventListener('focusout', left);
    document.addEventListener('keydown', pressed);
    return () => {
      list.removeEventListener('pointerdown', hold);
      document.removeEventListener('pointerup', letGo);
      document.removeEventListener('pointercancel', letGo);
      list.removeEventListener('focusin', focused);
      list.removeEventListener('focusout', left);
      document.removeEventListener('keydown', pressed);
    };
  }, [frame]);
}
