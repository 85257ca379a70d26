import type { ComponentChildren } from "preact";

interface PartProps {
  title: string;
  count?: number;
  children: ComponentChildren;
}

export function Part({ title, count, children }: PartProps) {
  return (
    <section class="part" aria-label={title}>
      <h3>
        {title} {count !== undefined && <span class="count">{count.toLocaleString("en")}</span>}
      </h3>
      {children}
    </section>
  );
}
