import { defineKind } from '../kind';
import type { Item } from './items';
import { ListField } from './ListField';
import { ListView } from './ListView';

export const list = defineKind<Item[]>({ Editor: ListField, View: ListView });
