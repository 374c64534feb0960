import type { ViewProps } from './kind';

/** Values that are written from left to right in every language: addresses of mail, numbers to call. */
export function LatinView({ value }: ViewProps<string>) {
  return <bdi dir="ltr">{value}</bdi>;
}
