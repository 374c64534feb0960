import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import i18next from '@/i18n';
import { CoverageMatrix } from './CoverageMatrix';

it('the matrix says its percent in text, and its numbers when a cell is pressed', async () => {
  await i18next.changeLanguage('de');
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData(['types'], { items: [{ name: 'offer', label: { de: 'Angebot' }, plural: { de: 'Angebote' } }] });
  const cell = { type: 'offer', locale: 'ar', entries: 3, live: 2, outdated: 1, words: 2000, missing: 500, machine: 500, human: 250, reviewed: 250, stale: 500 };
  render(<MantineProvider><QueryClientProvider client={queries}><CoverageMatrix cells={[cell]} /></QueryClientProvider></MantineProvider>);
  const user = userEvent.setup();
  const button = screen.getByRole('button', { name: /50 %.*Angebote, Arabisch: Zahlen zeigen/ });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await user.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  await screen.findByText('3 Einträge, davon 2 in dieser Sprache öffentlich, 1 veraltet.');
  expect(screen.getAllByRole('listitem').map((one) => one.textContent)).toContain('Fehlt: 500 Wörter (25 %)');
  await user.click(button);
  expect(screen.queryByText(/^3 Einträge/)).toBeNull();
});
