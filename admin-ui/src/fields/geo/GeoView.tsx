import type { ViewProps } from '../kind';
import type { Geo } from './geo';

export function GeoView({ value }: ViewProps<Geo>) {
  return <bdi dir="ltr">{value.lat}, {value.lng}</bdi>;
}
