/** The only part of react-dom that is used here; its types are in a package of their own. */
declare module 'react-dom/server' {
  export function renderToStaticMarkup(element: import('react').ReactNode): string
}
