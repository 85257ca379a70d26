export function DeliveriesScreen() {
  return <section class="screen" />;
}
