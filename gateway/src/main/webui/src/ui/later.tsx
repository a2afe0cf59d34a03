import { lazy, Suspense, type ComponentProps, type ComponentType, type ReactNode } from 'react';
import { Boundary } from '../shell/boundary';

type Rest = typeof import('../shell/rest');

/** Brings the parts of the page that a first visit does not need. */
export const loadTheRest = (): Promise<Rest> => import('../shell/rest');

/** One of those parts, brought when it is first shown. Until then, or if it does not come, `meanwhile` is in its place. */
export function later<Name extends keyof Rest>(name: Name) {
  const Part = lazy(async () => ({ default: (await loadTheRest())[name] as ComponentType<object> }));
  return function Later({ meanwhile, ...props }: ComponentProps<Rest[Name]> & { meanwhile: ReactNode }) {
    return (
      <Boundary instead={() => meanwhile}>
        <Suspense fallback={meanwhile}>
          <Part {...props} />
        </Suspense>
      </Boundary>
    );
  };
}
