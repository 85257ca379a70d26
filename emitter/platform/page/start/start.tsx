export function Start() {
  return <section class="screen" />;
}
