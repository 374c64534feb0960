import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { written } from '@/i18n/locales';

interface PageProps {
  title: string;
  /** What stands above the title: where this page belongs. */
  eyebrow?: ReactNode;
  lead?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** The locale of a title that is content. */
  titleLocale?: string;
  children: ReactNode;
  width?: 'reading' | 'wide';
}

/** A page: its name in the tab and as heading, which takes the focus when the address changes. */
export function Page({ title, eyebrow, lead, actions, titleLocale, children, width = 'wide' }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);

  useEffect(() => {
    document.title = `${title} · Lotse`;
  }, [title]);

  useEffect(() => {
    // The first page of a visit leaves the focus where the browser put it.
    if (first.current && window.history.state?.idx === 0) {
      first.current = false;
      return;
    }
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);

  return (
    <Stack gap="lg" maw={width === 'reading' ? 760 : 1240} mx="auto" w="100%">
      <Group justify="space-between" align="flex-end" gap="md">
        <Stack gap={6} style={{ minWidth: 0, flex: '1 1 320px' }}>
          {eyebrow && <Text component="div" size="sm" c="dimmed">{eyebrow}</Text>}
          <Title order={1} ref={heading} tabIndex={-1} dir="auto" ta="left" {...(titleLocale && written(titleLocale))}>{title}</Title>
          {lead && <Text component="div" c="dimmed" maw={720}>{lead}</Text>}
        </Stack>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
