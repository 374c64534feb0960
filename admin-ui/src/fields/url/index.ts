import { defineKind } from '../kind';
import { UrlEditor } from './UrlEditor';
import { UrlView } from './UrlView';

export const url = defineKind<string>({ Editor: UrlEditor, View: UrlView });
