import { Anchor } from '@mantine/core';
import type { ViewProps } from '../kind';

export function UrlView({ value }: ViewProps<string>) {
  // Only web addresses become links: content is written by strangers.
  if (!/^https?:\/\//i.test(value)) return <span dir="ltr">{value}</span>;
  return <Anchor href={value} target="_blank" rel="noopener noreferrer" underline="always" dir="ltr">{value}</Anchor>;
}
