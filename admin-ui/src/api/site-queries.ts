import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { fetchPreviews, fetchPreviewSites, fetchSite, fetchSiteKeys, fetchSites } from './sites';

export const useSites = () =>
  useInfiniteQuery({
    queryKey: ['sites', 'list'],
    queryFn: ({ pageParam }) => fetchSites(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** The sites to choose from; not everybody may list them. */
export const useSiteChoices = (enabled: boolean) =>
  useQuery({ queryKey: ['sites', 'choices'], queryFn: () => fetchSites(undefined, 100), select: (page) => page.items, enabled, staleTime: 60_000 });

export const useSite = (id: string) => useQuery({ queryKey: ['sites', id], queryFn: () => fetchSite(id) });

export const useSiteKeys = (id: string) =>
  useQuery({ queryKey: ['sites', id, 'keys'], queryFn: () => fetchSiteKeys(id), select: (page) => page.items });

export const usePreviewSites = () =>
  useQuery({ queryKey: ['preview-sites'], queryFn: fetchPreviewSites, select: (page) => page.items, staleTime: 60_000 });

export const usePreviews = (id: string) =>
  useQuery({ queryKey: ['entry', id, 'previews'], queryFn: () => fetchPreviews(id), select: (page) => page.items });
