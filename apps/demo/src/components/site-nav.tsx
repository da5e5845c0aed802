import Link from 'next/link';

const PAGES = [
  { name: 'call', href: '/', label: 'Call' },
  { name: 'playground', href: '/playground', label: 'Playground' },
] as const;

/** The name of it all, and the way between the pages. */
export function SiteNav({ current }: { current: (typeof PAGES)[number]['name'] }) {
  return (
    <div className="site">
      <span className="wordmark">Lipwire</span>
      <nav className="site-nav" aria-label="Pages">
        {PAGES.map(({ name, href, label }) => (
          // Not before it is asked for: the other page's code would be loaded in the middle of a call.
          <Link key={name} href={href} prefetch={false} aria-current={name === current ? 'page' : undefined}>
            {label}
          </Link>
        ))}
      </nav>
    </div>
  );
}
