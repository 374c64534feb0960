import { defineKind } from '../kind';
import type { Geo } from './geo';
import { GeoEditor } from './GeoEditor';
import { GeoView } from './GeoView';

export const geo = defineKind<Geo>({ Editor: GeoEditor, View: GeoView });
