/** What is written below an icon of the bar; its name says more. */
export function Word({ text }: { text: string }) {
  return (
    <span class="bar_word" aria-hidden="true">
      {text}
    </span>
  );
}
