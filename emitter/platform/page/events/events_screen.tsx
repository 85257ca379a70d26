export function EventsScreen() {
  return <section class="screen" />;
}
