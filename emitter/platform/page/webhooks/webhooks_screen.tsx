export function WebhooksScreen() {
  return <section class="screen" />;
}
