import { Drawer, Modal, type MantineSize } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Dialog.module.css';

interface DialogProps {
  title: ReactNode;
  children: ReactNode;
  onClose: () => void;
  size?: MantineSize;
  /** It cannot be left without an answer. */
  required?: boolean;
}

// Mantine's own frame makes the title a <header>, which a screen reader takes for the banner of a
// second page. These are put together without it.

/**
 * Gives the focus back to where it was before the dialog. What opened it may be gone by then (the step
 * was taken): then the heading of the page has it.
 */
function useFocusReturn() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return;
        const home = before instanceof HTMLElement && before.isConnected ? before : document.querySelector<HTMLElement>('main h1');
        home?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}

/** A dialog over the page; it holds the focus and gives it back. */
export function Dialog({ title, children, onClose, size = 'md', required = false }: DialogProps) {
  const { t } = useTranslation();
  useFocusReturn();
  return (
    <Modal.Root opened onClose={onClose} size={size} closeOnEscape={!required} closeOnClickOutside={!required} centered radius="lg">
      <Modal.Overlay backgroundOpacity={0.45} blur={2} />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {!required && <Modal.CloseButton size="lg" aria-label={t('common.close')} />}
        </div>
        <Modal.Body p="lg" pt={0}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface SidePanelProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** A panel that comes in from the side: the menu of a phone. */
export function SidePanel({ title, opened, onClose, className, children }: SidePanelProps) {
  const { t } = useTranslation();
  return (
    <Drawer.Root opened={opened} onClose={onClose} size="280px" position="right">
      <Drawer.Overlay backgroundOpacity={0.45} />
      <Drawer.Content classNames={{ content: className }}>
        <div className={classes.head}>
          <Drawer.Title className={classes.title}>{title}</Drawer.Title>
          <Drawer.CloseButton size="lg" aria-label={t('common.close')} className={classes.closePanel} />
        </div>
        <Drawer.Body className={classes.panel}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
